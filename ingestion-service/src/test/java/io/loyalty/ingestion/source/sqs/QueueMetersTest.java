package io.loyalty.ingestion.source.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.source.sqs.call.CallMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class QueueMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void theCountersOfCallsAreThereBeforeTheFirstCall() {
    QueueMeters meters = new QueueMeters(registry, "q");
    meters.countCalls();
    assertThat(calls()).hasSize(4).allSatisfy(each -> assertThat(each.count()).isZero());

    meters.called(CallMeter.DELETE, true);

    assertThat(calls()).hasSize(4);
    assertThat(
            registry
                .get("ingestion.queue.calls")
                .tags("queue", "q", "call", "delete", "by", "direct")
                .counter()
                .count())
        .isEqualTo(1);
  }

  private Collection<Counter> calls() {
    return registry.get("ingestion.queue.calls").counters();
  }
}
