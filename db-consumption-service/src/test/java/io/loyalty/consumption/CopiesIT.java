package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests that topics beside those of event types, such as copies of them, are not touched. */
@ExtendWith(LocalStackExtension.class)
class CopiesIT {
  private static final String TYPE = "points-collected";
  private static final String COPY = TYPE + ".unique";

  @Test
  void neitherLoadsNorReconcilesACopyOfATopic(LocalStack stack) {
    try (Programme programme = new Programme(stack, "copies").withTopics(1)) {
      programme.createTopic(COPY, 1);
      programme.sendBytes(COPY, 0, "no record".getBytes(StandardCharsets.UTF_8));
      try (ConfigurableApplicationContext service = programme.start()) {
        programme.sendAll(Event.points(60));
        Warehouse warehouse = programme.warehouse();

        warehouse.awaitRecords(TYPE, 60);

        programme.assertNothingIsUnaccountedFor(service);
        assertThat(warehouse.count("pipeline.load_offset")).isPositive();
        assertThat(warehouse.count("pipeline.load_offset WHERE topic LIKE '%.unique'")).isZero();
        assertThat(warehouse.count("pipeline.dead_letter")).isZero();
      }
    }
  }
}
