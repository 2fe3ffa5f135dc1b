package io.loyalty.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class WorkWindowTest {
  private static final Receipt RECEIPT = new Bytes(100);

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

    window.release(RECEIPT);
    assertThat(window.reserve(10)).isTrue();
  }

  @Test
  void whatIsReleasedLeavesNothingBehind() {
    WorkWindow window = window(10, 100);
    window.reserve(10);
    window.fill(10, 1, 100);
    window.release(RECEIPT);
    assertThat(window.messages()).isZero();
    assertThat(window.reserve(10)).isTrue();
  }

  private record Bytes(int bytes) implements Receipt {
    @Override
    public String source() {
      return "q";
    }

    @Override
    public String messageId() {
      return "id";
    }

    @Override
    public Instant receivedAt() {
      return Instant.EPOCH;
    }

    @Override
    public Instant sentAt() {
      return Instant.EPOCH;
    }

    @Override
    public int receiveCount() {
      return 1;
    }

    @Override
    public void acknowledge() {}

    @Override
    public void giveBack() {}
  }
}
