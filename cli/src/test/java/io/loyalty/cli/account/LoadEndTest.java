package io.loyalty.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.cli.account.LoadEnd.State;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadEndTest {
  private final LoadEnd end = new LoadEnd();

  @Test
  void isLoadedWhenAllIsSentAndAccountedForAndNothingIsOnItsWay() {
    assertThat(look(10, 10, 0, 0, true)).isEqualTo(State.LOADED);
  }

  @Test
  void isLoadingWhileTheSenderSends() {
    assertThat(look(10, 10, 0, 0, false)).isEqualTo(State.LOADING);
  }

  @Test
  void isLoadingWhileMessagesOrRecordsAreOnTheirWay() {
    assertThat(look(10, 10, 1, 0, true)).isEqualTo(State.LOADING);
    assertThat(look(10, 10, 0, 1, true)).isEqualTo(State.LOADING);
    assertThat(look(10, 10, -1, 0, true)).isEqualTo(State.LOADING);
  }

  @Test
  void isStuckOnlyWhenNothingHasMovedForAMinute() {
    assertThat(look(9, 0, true)).isEqualTo(State.LOADING);
    assertThat(look(9, 59, true)).isEqualTo(State.LOADING);
    assertThat(look(9, 60, true)).isEqualTo(State.STUCK);
  }

  @Test
  void waitsAnotherMinuteWhenSomethingMoves() {
    assertThat(look(8, 0, true)).isEqualTo(State.LOADING);
    assertThat(look(9, 59, true)).isEqualTo(State.LOADING);
    assertThat(look(9, 118, true)).isEqualTo(State.LOADING);
    assertThat(look(9, 119, true)).isEqualTo(State.STUCK);
  }

  private State look(long rows, long second, boolean allSent) {
    return end.after(
        Looks.progress(account(10, rows), 0, 0, Instant.EPOCH.plusSeconds(second)), allSent);
  }

  private State look(long sent, long rows, long queued, long lag, boolean allSent) {
    return end.after(Looks.progress(account(sent, rows), queued, lag, Instant.EPOCH), allSent);
  }

  private static Account account(long sent, long rows) {
    return new Account(Map.of("device-login", sent), Looks.arrivals(new Arrived(rows, 0, 0, 0)), 0);
  }
}
