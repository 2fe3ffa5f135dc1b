package io.loyalty.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.stream.window.state.ClosedBlock;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class ClosedWindowsTest {
  private static final long MINUTE = 60_000;

  private final KeyValueStore<Bytes, ClosedBlock> store = TestStore.of(ClosedBlock.class);
  private final ClosedWindows windows = new ClosedWindows(store, MINUTE, 1_000);

  private int entries() {
    int count = 0;
    try (KeyValueIterator<Bytes, ClosedBlock> all = store.all()) {
      for (; all.hasNext(); count++) {
        all.next();
      }
    }
    return count;
  }

  @Test
  void tellsEachWindowApart() {
    for (int minute = -200; minute < 200; minute += 2) {
      windows.add(new WindowKey(minute * MINUTE, "a"), 5);
    }
    for (int minute = -200; minute < 200; minute++) {
      assertThat(windows.contains(new WindowKey(minute * MINUTE, "a")))
          .as("minute " + minute)
          .isEqualTo(minute % 2 == 0);
      assertThat(windows.contains(new WindowKey(minute * MINUTE, "b"))).isFalse();
    }
    assertThat(entries()).isEqualTo(8);
  }

  @Test
  void forgetsWhatWasClosedLongAgo_aSliceAtATime() {
    for (int key = 0; key < 10; key++) {
      windows.add(new WindowKey(0, "old" + key), 100);
      windows.add(new WindowKey(0, "new" + key), 100);
      windows.add(new WindowKey(MINUTE, "new" + key), 2_000);
    }
    windows.sweep(1_100, 50);
    assertThat(entries()).isEqualTo(20);
    for (int slice = 0; slice < 5; slice++) {
      windows.sweep(1_101, 5);
    }
    assertThat(entries()).isEqualTo(10);
    assertThat(windows.contains(new WindowKey(0, "new3"))).isTrue();
    assertThat(windows.contains(new WindowKey(0, "old3"))).isFalse();
    windows.sweep(3_001, 50);
    assertThat(entries()).isZero();
  }
}
