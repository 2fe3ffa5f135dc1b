package io.loyalty.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.client.ingestion.IngestionStatus.Queue;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueDepthTest {
  private static final Queue KNOWN = new Queue("a", 12L, 3L, 1.5, 4L);

  @Test
  void addsTheQueues() {
    assertThat(QueueDepth.of(List.of(KNOWN, new Queue("b", 1L, 0L, 7.0, null))))
        .isEqualTo(new QueueDepth(13L, 3L, 7.0, 4));
  }

  @Test
  void isNotKnown_whereOneQueueIsNot() {
    assertThat(QueueDepth.of(List.of(KNOWN, new Queue("b", null, null, null, null))))
        .isEqualTo(new QueueDepth(null, null, 1.5, 4));
    assertThat(QueueDepth.of(List.of())).isEqualTo(new QueueDepth(null, null, null, 0));
  }
}
