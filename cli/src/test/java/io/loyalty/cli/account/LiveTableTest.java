package io.loyalty.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import io.loyalty.client.consumption.HeldPartition;
import io.loyalty.client.ingestion.IngestionStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTableTest {
  private static final Account ACCOUNT =
      new Account(Map.of("device-login", 1_234L), Looks.arrivals(new Arrived(1_000, 20, 3, 4)), 0);

  @Test
  void showsWhatWasSentPublishedAndArrivedByTypeAndHowFreshItIs() {
    assertThat(LiveTable.lines(Looks.progress(ACCOUNT, 7, 203, Looks.NOW)))
        .anyMatch(line -> line.matches("device-login +1,234 +1,230 +1,000 +23 +4  10\\.0 s behind"))
        .anyMatch(
            line ->
                line.matches("total +1,234 +1,230 +1,000 +23 +4  7 in the queue, 203 on topics"));
  }

  @Test
  void saysAllLoadedWithoutLag() {
    assertThat(LiveTable.lines(Looks.progress(ACCOUNT, 0, 0, Looks.NOW)))
        .anyMatch(line -> line.startsWith("device-login") && line.endsWith("all loaded"));
  }

  @Test
  void saysThatALagIsUnknown_whileKafkaOrALeaderDoesNotAnswer() {
    Progress known = Looks.progress(ACCOUNT, 7, 0, Looks.NOW);
    Topic topic = known.consumption().topics().get(0);
    Progress unknown =
        new Progress(
            ACCOUNT,
            known.ingestion(),
            Looks.consumption(
                List.of(
                    new Topic(
                        topic.eventType(),
                        topic.topic(),
                        topic.records(),
                        topic.inserted(),
                        topic.duplicates(),
                        topic.conflicts(),
                        topic.deadLettered(),
                        null,
                        topic.loadedThrough(),
                        null,
                        null))),
            7,
            Looks.NOW);

    assertThat(LiveTable.lines(unknown))
        .anyMatch(line -> line.startsWith("device-login") && line.endsWith("unknown"))
        .anyMatch(line -> line.endsWith("7 in the queue, an unknown number on topics"));
  }

  @Test
  void isOneLineWhereThereIsNoTerminal() {
    assertThat(LiveTable.line(Looks.progress(ACCOUNT, -1, 0, Looks.NOW)))
        .isEqualTo(
            "sent 1,234, published 1,230, rows 1,000, duplicates 23, dead letters 4, the queue does"
                + " not answer");
  }

  @Test
  void saysWhatHoldsTheFlow() {
    Progress running = Looks.progress(ACCOUNT, 0, 0, Looks.NOW);
    Progress held =
        new Progress(
            ACCOUNT,
            new IngestionStatus(
                "HOLDING",
                "Kafka does not answer",
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                null),
            new ConsumptionStatus(
                "HOLDING",
                List.of(
                    new HeldPartition(
                        "loyalty.device-login", 3, "UNKNOWN_SCHEMA", false, "unknown schema id")),
                running.consumption().topics(),
                List.of()),
            0,
            Looks.NOW);
    assertThat(LiveTable.trouble(running)).isEmpty();
    assertThat(LiveTable.trouble(held))
        .containsExactly(
            "ingestion is holding: Kafka does not answer",
            "loyalty.device-login-3 is held: unknown schema id");
  }
}
