package io.loyalty.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class WindowKeyTest {
  @Test
  void isReadAsItWasWritten() {
    var key = new WindowKey(1_772_366_400_000L, "Zürich 1");
    assertThat(WindowKey.of(key.bytes())).isEqualTo(key);
  }

  @Test
  void isInTheOrderOfTime_alsoBefore1970() {
    List<WindowKey> keys =
        List.of(
            new WindowKey(-60_000, "z"),
            new WindowKey(0, "b"),
            new WindowKey(60_000, ""),
            new WindowKey(60_000, "a"),
            new WindowKey(1_772_366_400_000L, "A"));
    var sorted = new TreeSet<Bytes>();
    List.of(3, 0, 4, 1, 2).forEach(each -> sorted.add(keys.get(each).bytes()));
    assertThat(sorted.stream().map(WindowKey::of)).isEqualTo(keys);
    assertThat(WindowKey.first(60_000)).isEqualTo(keys.get(2).bytes());
  }
}
