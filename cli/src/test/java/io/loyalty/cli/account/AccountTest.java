package io.loyalty.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.client.consumption.ConsumptionStatus.DeadLetterCount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccountTest {
  private static final Set<String> TAKEN = Set.of("device-login", "unknown");

  @Test
  void balancesWhenEveryEventIsARowADuplicateAConflictOrADeadLetter() {
    Account account =
        new Account(Map.of("device-login", 10L), Looks.arrivals(new Arrived(4, 3, 2, 1)), 0);
    assertThat(account.balanced()).isTrue();
    assertThat(account.accountedFor()).isEqualTo(10);
  }

  @Test
  void isOneLineOfJsonForPrograms() {
    Account account =
        new Account(Map.of("device-login", 10L), Looks.arrivals(new Arrived(4, 3, 2, 1)), 7);
    JsonNode json = JsonMapper.shared().readTree(AccountJson.of(account));
    assertThat(json.get("sent").asLong()).isEqualTo(10);
    assertThat(json.get("balanced").asBoolean()).isTrue();
    assertThat(json.get("deliveredAgain").asLong()).isEqualTo(7);
    assertThat(json.get("eventTypes").get("device-login").toString())
        .isEqualTo("{\"sent\":10,\"rows\":4,\"duplicates\":3,\"conflicts\":2,\"deadLetters\":1}");
  }

  @Test
  void doesNotBalanceWhenAnEventIsMissing() {
    Account account =
        new Account(Map.of("device-login", 10L), Looks.arrivals(new Arrived(9, 0, 0, 0)), 5);
    assertThat(account.balanced()).isFalse();
    assertThat(AccountTable.lines(account)).last().isEqualTo("NOT balanced: 1 events are missing.");
  }

  @Test
  void balancesWithASurplusOnlyAsFarAsTheQueueDeliveredAgain() {
    Arrivals arrived = Looks.arrivals(new Arrived(10, 3, 0, 0));
    assertThat(new Account(Map.of("device-login", 10L), arrived, 3).balanced()).isTrue();
    assertThat(new Account(Map.of("device-login", 10L), arrived, 2).balanced()).isFalse();
    assertThat(AccountTable.lines(new Account(Map.of("device-login", 10L), arrived, 3)))
        .contains("3 events arrived more than once: the queue delivered 3 events again.");
  }

  @Test
  void saysNothingOfRedeliveryWithoutASurplus() {
    Account account =
        new Account(Map.of("device-login", 1L), Looks.arrivals(new Arrived(1, 0, 0, 0)), 7);
    assertThat(AccountTable.lines(account)).noneMatch(line -> line.contains("again"));
  }

  @Test
  void countsASentTypeThatIsNotInTheContractAsUnknown() {
    Account account =
        new Account(Map.of("no-such-type", 2L), Looks.arrivals(new Arrived(0, 0, 0, 0)), 0);
    assertThat(account.sent()).containsExactly(Map.entry("unknown", 2L));
  }

  @Test
  void countsDeadLettersByTypeAndThoseWithoutAKnownOneAsUnknown() {
    Arrivals arrivals =
        Arrivals.of(
            Looks.consumption(
                List.of(
                    Looks.topic("device-login", 5, 2, 1, 0),
                    Looks.topic("dead-letter", 6, 3, 0, 0)),
                new DeadLetterCount("device-login", "validate", "invalid", 1, 0, 0),
                new DeadLetterCount("device-login", "load", "malformed-record", 1, 0, 0),
                new DeadLetterCount(null, "open", "not-json", 3, 0, 0),
                new DeadLetterCount("basket", "validate", "unknown-event-type", 1, 0, 0)),
            TAKEN);
    assertThat(arrivals.of("device-login")).isEqualTo(new Arrived(5, 2, 1, 2));
    assertThat(arrivals.of("unknown")).isEqualTo(new Arrived(0, 0, 0, 4));
    assertThat(arrivals.refusedBefore()).isEqualTo(new Arrived(0, 3, 0, 0));
    assertThat(arrivals.total()).isEqualTo(new Arrived(5, 5, 1, 6));
  }

  @Test
  void leavesOutWhatStagesDerive() {
    Arrivals arrivals =
        Arrivals.of(
            Looks.consumption(
                List.of(
                    Looks.topic("device-login", 9, 0, 0, 0),
                    Looks.topic("store-activity", 7, 1, 0, 0)),
                new DeadLetterCount("store-activity", "load", "malformed-record", 2, 0, 0),
                new DeadLetterCount("store-activity", "validate", "derived-event-type", 1, 0, 0)),
            TAKEN);
    assertThat(arrivals.derived()).isEqualTo(Map.of("store-activity", new Arrived(7, 1, 0, 2)));
    Account account = new Account(Map.of("device-login", 9L, "store-activity", 1L), arrivals, 0);
    assertThat(account.sent()).isEqualTo(Map.of("device-login", 9L, "unknown", 1L));
    assertThat(account.accountedFor()).isEqualTo(10);
    assertThat(account.balanced()).isTrue();
    assertThat(new Account(Map.of("device-login", 10L), arrivals.since(arrivals), 0).balanced())
        .isFalse();
    assertThat(AccountTable.lines(account)).noneMatch(line -> line.startsWith("store-activity"));
    assertThat(LiveTable.lines(Looks.progress(account, 0, 0, Looks.NOW)))
        .anyMatch(line -> line.matches("total +10 +1,230 +9 +0 +1 .*"))
        .anyMatch(line -> line.matches("store-activity +0 +0 +7 +1 +2.*"));
  }

  @Test
  void countsFromItsBaseline() {
    Arrivals before =
        Arrivals.of(Looks.consumption(List.of(Looks.topic("device-login", 5, 2, 1, 0))), TAKEN);
    Arrivals after =
        Arrivals.of(Looks.consumption(List.of(Looks.topic("device-login", 9, 3, 1, 0))), TAKEN);
    assertThat(after.since(before).of("device-login")).isEqualTo(new Arrived(4, 1, 0, 0));
  }

  @Test
  void showsOneLinePerTypeAndTheTotal() {
    Account account =
        new Account(
            Map.of("device-login", 12_345L, "unknown", 2L),
            new Arrivals(
                Map.of(
                    "device-login", new Arrived(12_345, 0, 0, 0),
                    "unknown", new Arrived(0, 0, 0, 1)),
                new Arrived(0, 1, 0, 0),
                Map.of()),
            0);
    assertThat(AccountTable.lines(account))
        .anyMatch(line -> line.matches("device-login +12,345 +12,345 +0 +0 +0"))
        .anyMatch(line -> line.matches("unknown +2 +0 +0 +0 +1"))
        .anyMatch(line -> line.matches("dead letters sent again +- +0 +1 +0 +0"))
        .anyMatch(line -> line.matches("total +12,347 +12,345 +1 +0 +1"))
        .last()
        .isEqualTo("Balanced: sent 12,347 = rows + duplicates + conflicts + dead letters.");
  }
}
