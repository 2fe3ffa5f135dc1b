package io.loyalty.console.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.console.visit.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordAttemptsTest {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final HandClock clock = new HandClock("2026-01-31T12:00:00Z");
  private final PasswordAttempts attempts =
      new PasswordAttempts(
          new PasswordAttemptsProperties(WINDOW, 5, 20),
          new LoginProperties(List.of(), Duration.ofHours(12)),
          clock);

  private void fail(int times, String name, String address) {
    IntStream.range(0, times).forEach(i -> attempts.begins(name, address));
  }

  @Test
  void afterTheMostFailuresOfANameEachAttemptIsRefused_fromAnyAddress() {
    fail(4, "alice", "192.0.2.1");

    assertThat(attempts.begins("alice", "192.0.2.1")).isTrue();
    assertThat(attempts.begins("alice", "192.0.2.1")).isFalse();
    assertThat(attempts.begins("alice", "192.0.2.2")).isFalse();
    assertThat(attempts.begins("bob", "192.0.2.1")).isTrue();
  }

  @Test
  void theWindowBeginsWithTheFirstFailure_andRefusedAttemptsDoNotProlongIt() {
    fail(1, "alice", "192.0.2.1");
    clock.turn(Duration.ofMinutes(14));
    fail(10, "alice", "192.0.2.1");

    assertThat(attempts.begins("alice", "192.0.2.1")).isFalse();
    clock.turn(Duration.ofMinutes(1));
    assertThat(attempts.begins("alice", "192.0.2.1")).isTrue();
  }

  @Test
  void whoSignsInBeginsAnew_andTheAddressKeepsTheFailuresOfOthers() {
    fail(4, "alice", "192.0.2.1");
    attempts.begins("alice", "192.0.2.1");
    attempts.succeeded("alice", "192.0.2.1");
    IntStream.range(0, 16).forEach(i -> attempts.begins("name-" + i, "192.0.2.1"));

    assertThat(attempts.begins("alice", "192.0.2.1")).isFalse();
    assertThat(attempts.begins("alice", "192.0.2.2")).isTrue();
  }

  @Test
  void attemptsAtTheSameTimeCountBeforeTheyHaveFailed() {
    assertThat(
            IntStream.range(0, 50)
                .parallel()
                .filter(i -> attempts.begins("alice", "192.0.2." + i))
                .count())
        .isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "ALICE, alice, true",
    "Alice, aLICE, true",
    "alice, alicia, false",
  })
  void upperAndLowerCaseAreTheSameName(String one, String other, boolean isSame) {
    fail(5, one, "192.0.2.1");

    assertThat(attempts.begins(other, "192.0.2.2")).isEqualTo(!isSame);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "fe80::1%1, fe80::2%1, true",
    "not an address, not an address, true",
    "no:address, no:address, true",
  })
  void anAddressOfIpv6StandsForItsNetwork(String one, String other, boolean isSame) {
    IntStream.range(0, 20).forEach(i -> attempts.begins("name-" + i, one));

    assertThat(attempts.begins("alice", other)).isEqualTo(!isSame);
  }

  @Test
  void isBounded_howeverManyNamesAndHoweverLong() {
    String longName = "x".repeat(1_000);
    IntStream.range(0, 3 * PasswordAttempts.MOST)
        .forEach(i -> attempts.begins(i + longName, "192.0." + i / 250 + "." + i % 250));

    assertThat(attempts.remembered()).isEqualTo(PasswordAttempts.MOST);
    clock.turn(WINDOW);
    attempts.begins("alice", "192.0.2.1");
    assertThat(attempts.remembered()).isEqualTo(2);
  }

  @Test
  void aWindowOfNothingIsRefused() {
    assertThatThrownBy(() -> new PasswordAttemptsProperties(Duration.ZERO, 5, 20))
        .hasMessage("console.password-attempts.window is PT0S: it is at least 1s");
  }
}
