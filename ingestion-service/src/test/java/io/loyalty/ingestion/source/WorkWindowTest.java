package io.loyalty.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class WorkWindowTest {
  private static WorkWindow window(int messages, long bytes) {
    return new WorkWindow(new WorkLimits(messages, DataSize.ofBytes(bytes)));
  }

  @Test
  void noPollBegins_whenItsMessagesMightNotFit() {
    WorkWindow window = window(25, 1_000_000);
    assertThat(window.reserve(10)).isTrue();
    assertThat(window.reserve(10)).isTrue();
    assertThat(window.reserve(10)).isFalse();

    window.fill(10, 3, 300);
    assertThat(window.reserve(10)).isTrue();
  }

  @Test
  void noPollBegins_whenTheBytesAreUsedUp() {
    WorkWindow window = window(1_000, 150);
    window.reserve(10);
    window.fill(10, 2, 200);
    assertThat(window.reserve(10)).isFalse();

    window.release(100);
    assertThat(window.reserve(10)).isTrue();
  }

  @Test
  void releasedRoomIsFreeAgain() {
    WorkWindow window = window(10, 100);
    window.reserve(10);
    window.fill(10, 1, 100);
    window.release(100);
    assertThat(window.messages()).isZero();
    assertThat(window.reserve(10)).isTrue();
  }
}
