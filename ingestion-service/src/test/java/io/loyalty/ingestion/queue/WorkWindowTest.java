package io.loyalty.ingestion.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkWindowTest {
  @Test
  void noPollBegins_whenItsMessagesMightNotFit() {
    WorkWindow window = new WorkWindow(25, 1_000_000);
    assertThat(window.reserve(10)).isTrue();
    assertThat(window.reserve(10)).isTrue();
    assertThat(window.reserve(10)).isFalse();

    window.fill(10, 3, 300);
    assertThat(window.reserve(10)).isTrue();
  }

  @Test
  void noPollBegins_whenTheBytesAreUsedUp() {
    WorkWindow window = new WorkWindow(1_000, 150);
    window.reserve(10);
    window.fill(10, 2, 200);
    assertThat(window.reserve(10)).isFalse();

    window.release(Receipts.of("h"));
    assertThat(window.reserve(10)).isTrue();
  }

  @Test
  void whatIsReleasedLeavesNothingBehind() {
    WorkWindow window = new WorkWindow(10, 100);
    window.reserve(10);
    window.fill(10, 1, 100);
    window.release(Receipts.of("h"));
    assertThat(window.messages()).isZero();
    assertThat(window.reserve(10)).isTrue();
  }
}
