package io.loyalty.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.stream.window.state.OpenWindow;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenWindowsTest {
  private static final long MINUTE = 60_000;

  private final OpenWindows windows =
      new OpenWindows(
          TestStore.of(OpenWindow.class),
          new WindowTimes(
              Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ZERO, Duration.ofHours(1)));

  private void add(int minute, String key, long sentAt) {
    windows.put(
        new WindowKey(minute * MINUTE, key),
        new OpenWindow(ByteBuffer.wrap(new byte[] {1}), sentAt));
  }

  private List<String> closed(long passed, long quiet) {
    return windows.due(passed, quiet).stream()
        .peek(window -> windows.delete(window.key))
        .map(window -> window.key.start() / MINUTE + window.key.key())
        .toList();
  }

  @Test
  void findsWhatIsPastItsGraceAndQuiet() {
    add(0, "a", 1);
    add(0, "b", 9);
    add(1, "a", 1);
    assertThat(closed(3 * MINUTE - 1, 5)).isEmpty();
    assertThat(closed(3 * MINUTE, 5)).containsExactly("0a");
    assertThat(closed(4 * MINUTE, 5)).containsExactly("1a");
    assertThat(closed(4 * MINUTE, 9)).containsExactly("0b");
    assertThat(closed(4 * MINUTE, 9)).isEmpty();
  }

  @Test
  void findsAnOldOneThatIsAddedLater() {
    add(100, "live", 1);
    assertThat(closed(100 * MINUTE, 5)).isEmpty();
    add(-7, "old", 1);
    add(2, "old", 1);
    assertThat(closed(100 * MINUTE, 5)).containsExactly("-7old", "2old");
    assertThat(closed(103 * MINUTE, 5)).containsExactly("100live");
  }

  @Test
  void findsAllOfVeryMany_thoughMostOfThemAreNotQuiet() {
    Set<String> due = new TreeSet<>();
    for (int key = 0; key < 25_000; key++) {
      boolean isQuiet = key % 1_000 == 0;
      add(key % 3, "k" + key, isQuiet ? 1 : 9);
      if (isQuiet) {
        due.add(key % 3 + "k" + key);
      }
    }
    Set<String> found = new TreeSet<>();
    for (int slice = 0; slice < 3; slice++) {
      found.addAll(closed(10 * MINUTE, 5));
    }
    assertThat(found).isEqualTo(due);
    for (int slice = 0; slice < 3; slice++) {
      found.addAll(closed(10 * MINUTE, 9));
    }
    assertThat(found).hasSize(25_000);
  }
}
