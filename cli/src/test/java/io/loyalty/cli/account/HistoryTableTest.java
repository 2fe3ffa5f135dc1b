package io.loyalty.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.client.ingestion.FileProgress;
import io.loyalty.client.ingestion.IngestionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTableTest {
  @Test
  void saysHowFarItIs() {
    assertThat(HistoryTable.line(status("RUNNING", null, reading(12.5, null, null))))
        .isEqualTo(" 12.5%  12,345 lines, 1,500 lines/s, b.ndjson (2 of 3)");
    assertThat(HistoryTable.line(status("HOLDING", "Kafka is away", reading(null, null, null))))
        .isEqualTo("12,345 lines, 1,500 lines/s, b.ndjson (2 of 3)  HOLDING: Kafka is away");
    assertThat(HistoryTable.line(status("STARTING", "the broker is away", null)))
        .isEqualTo("starting: the broker is away");
  }

  @Test
  void addsUpTheAccountThatTheServiceWrites() {
    HistoryAccount account =
        HistoryAccount.of(
            """
            {"complete":true,
             "reading":{"file":"a.ndjson","fileNumber":1,"files":1,"bytes":9,"totalBytes":9,"percent":100.0,
                        "lines":13,"blankLines":2,"leftLines":0,"firstLeft":null,"linesBefore":4,
                        "linesPerSecond":0.0,"fault":null,"complete":true},
             "messages":{"received":11,"deleted":11,"returned":0,"inWork":0},
             "events":[{"eventType":"offer-viewed","received":10,"published":10,"deadLettered":0,"redelivered":0,"returned":0},
                       {"eventType":"unknown","received":3,"published":0,"deadLettered":3,"redelivered":0,"returned":0}]}
            """);

    assertThat(HistoryTable.lines(account))
        .containsExactly(
            "event type                       events    published   dead letters",
            "offer-viewed                         10           10              0",
            "unknown                               3            0              3",
            "total                                13           10              3",
            "4 lines were safe before.",
            "13 lines read = 11 safe on Kafka + 2 blank + 0 left.",
            "Complete: every event is published or a dead letter.");
  }

  @Test
  void saysWhyItIsNotComplete() {
    assertThat(HistoryTable.lines(left(null, "b can't be read")))
        .endsWith("NOT complete: b can't be read.");
    assertThat(HistoryTable.lines(left("line 3 of b.ndjson", null)))
        .contains("12,345 lines read = 12,340 safe on Kafka + 2 blank + 3 left.")
        .endsWith("NOT complete: line 3 of b.ndjson is the first that is left.");
    assertThat(HistoryTable.lines(left(null, null)))
        .endsWith("NOT complete: stopped before the end.");
  }

  private static IngestionStatus status(String state, String reason, FileProgress file) {
    return new IngestionStatus(
        state,
        reason,
        new IngestionStatus.MessageCounts(0, 0, 0, 0),
        List.of(),
        file,
        List.of(),
        List.of(),
        null);
  }

  private static HistoryAccount left(String firstLeft, String fault) {
    return new HistoryAccount(
        false,
        reading(12.5, firstLeft, fault),
        new IngestionStatus.MessageCounts(12_343, 12_340, 1, 2),
        List.of());
  }

  private static FileProgress reading(Double percent, String firstLeft, String fault) {
    return new FileProgress(
        "b.ndjson", 2, 3, 125, 1_000L, percent, 12_345, 2, 3, firstLeft, 0, 1_500, fault, false);
  }
}
