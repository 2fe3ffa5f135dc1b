package io.loyalty.schemas.catalogue;

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
  void mapsAPurchaseToATableAndItsLineItemsToAChildTable() {
    TableContract purchase = catalogue.find("purchase-transaction").orElseThrow().table();
    assertThat(purchase.name()).hasToString("bi.purchase_transaction");
    assertThat(purchase.key()).containsExactly("occurred_at", "event_id");
    assertThat(purchase.partition()).contains(TablePartition.MONTH);
    assertThat(described(purchase))
        .containsExactly(
            "event_id uuid not null",
            "occurred_at timestamptz not null",
            "occurred_utc_offset smallint not null",
            "received_at timestamptz not null",
            "source text not null",
            "transaction_id text not null",
            "store_id text not null",
            "member_id text",
            "transaction_type text not null default 'SALE'",
            "currency text not null",
            "total_amount numeric(12,2) not null",
            "unmapped text");
    TableContract items = purchase.children().get(0);
    assertThat(items.name()).hasToString("bi.purchase_transaction_line_item");
    assertThat(items.key()).containsExactly("occurred_at", "event_id", "position");
    assertThat(described(items))
        .containsExactly(
            "occurred_at timestamptz not null",
            "event_id uuid not null",
            "position integer not null",
            "product_id text not null",
            "description text",
            "category text",
            "quantity numeric(12,3) not null",
            "unit_price numeric(14,4)",
            "amount numeric(12,2) not null",
            "discount_amount numeric(12,2) not null default 0.00");
  }

  @Test
  void aMapIsJsonAndPersonalDataIsMarked() {
    TableContract enrolled = catalogue.find("member-enrolled").orElseThrow().table();
    assertThat(described(enrolled))
        .contains("attributes jsonb", "birth_date date", "enrolled_on date not null");
    assertThat(enrolled.columns().stream().filter(column -> column.notes().pii()))
        .extracting(Column::name)
        .containsExactly("email", "first_name", "birth_date", "unmapped");
  }

  @Test
  void aDeadLetterHasATableOfItsOwnKeyedByItsId() {
    TableContract deadLetter = catalogue.deadLetter().table();
    assertThat(deadLetter.name()).hasToString("pipeline.dead_letter");
    assertThat(deadLetter.key()).containsExactly("dead_letter_id");
    assertThat(deadLetter.partition()).isEmpty();
    assertThat(deadLetter.children())
        .extracting(child -> child.name().toString())
        .containsExactly("pipeline.dead_letter_violation");
  }

  @Test
  void everyTypeKeepsToItsHistory() {
    assertThat(catalogue.eventTypes())
        .allSatisfy(type -> assertThat(EvolutionRules.violations(type.schemas())).isEmpty());
  }

  private static List<String> described(TableContract table) {
    return table.columns().stream()
        .map(
            column ->
                column.name()
                    + " "
                    + column.type().sql()
                    + (column.nullable() ? "" : " not null")
                    + column.notes().sqlDefault().map(value -> " default " + value).orElse(""))
        .toList();
  }
}
