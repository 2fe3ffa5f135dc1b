package io.loyalty.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventCatalogueTest {
  private final EventCatalogue catalogue = EventCatalogue.fromClasspath();

  @Test
  void knowsTheTenEventTypesOfThePlatform() {
    assertThat(catalogue.eventTypes())
        .extracting(EventType::name)
        .containsExactly(
            "coupon-redeemed",
            "device-login",
            "member-enrolled",
            "offer-completed",
            "offer-received",
            "offer-viewed",
            "points-collected",
            "purchase-transaction",
            "push-notification-result",
            "reward-redeemed");
  }

  @Test
  void topicAndSubjectFollowFromPrefixAndType() {
    EventType type = catalogue.find("offer-viewed").orElseThrow();
    assertThat(type.topicName("acme")).isEqualTo("acme.offer-viewed");
    assertThat(type.subject("acme")).isEqualTo("acme.offer-viewed-value");
    assertThat(catalogue.find("offer-vieved")).isEmpty();
  }

  @Test
  void anAnonymousBasketIsKeyedByItsStore() {
    EventType purchase = catalogue.find("purchase-transaction").orElseThrow();
    assertThat(purchase.topic().keyFields()).containsExactly("memberId", "storeId");
    assertThat(purchase.topic().retention()).isEmpty();
  }

  @Test
  void namesTheTablesThatAnEventTypeAsksFor() {
    TableDeclaration purchase = catalogue.find("purchase-transaction").orElseThrow().table();
    assertThat(purchase.name()).hasToString("bi.purchase_transaction");
    assertThat(purchase.keyFields()).containsExactly("occurredAt", "eventId");
    assertThat(purchase.partition()).contains(TablePartition.MONTH);
    assertThat(purchase.children())
        .containsExactly(
            new TableDeclaration.ChildTable(
                List.of("lineItems"), new TableName("bi", "purchase_transaction_line_item")));
  }

  @Test
  void everyTypeKeepsToItsHistory() {
    assertThat(catalogue.eventTypes())
        .allSatisfy(type -> assertThat(EvolutionRules.violations(type.schemas())).isEmpty());
  }
}
