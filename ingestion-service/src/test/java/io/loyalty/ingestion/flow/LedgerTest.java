package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.source.Settlement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Ledger ledger = new Ledger(List.of("offer-viewed"), meters);

  @Test
  void messagesReceivedAreDeletedOrReturnedOrInWork() {
    ledger.messagesReceived(3);
    ledger.messagesReceived(2);
    ledger.messageSettled(Settlement.DELETED);
    ledger.messageSettled(Settlement.RETURNED);
    ledger.messageSettled(Settlement.EXPIRED);

    assertThat(ledger.totals().messages()).isEqualTo(new Ledger.MessageTotals(5, 1, 2, 2));
    assertThat(count("ingestion.messages", "expired")).isEqualTo(1);
    assertThat(meters.get("ingestion.messages.in.work").gauge().value()).isEqualTo(2);
  }

  @Test
  void eventsAreCountedByType_andUnknownOnesTogether() {
    ledger.events("offer-viewed").received(true);
    ledger.events("offer-viewed").published();
    ledger.events("nobody-knows").received(false);
    ledger.events(null).received(false);
    ledger.events(null).deadLettered();

    assertThat(ledger.totals().events())
        .containsExactly(
            new Ledger.EventTotals("offer-viewed", 1, 1, 0, 1, 0),
            new Ledger.EventTotals("unknown", 2, 0, 1, 0, 0));
  }

  private double count(String name, String outcome) {
    return meters.get(name).tag("outcome", outcome).functionCounter().count();
  }
}
