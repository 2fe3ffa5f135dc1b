package io.loyalty.consumption.warehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeadLetterIdTest {
  private static final byte[] VALUE = {1, 2, 3};
  private static final UUID TOPIC = new UUID(1, 2);

  @Test
  void isTheSameForTheSameRecordReadAgain() {
    assertThat(id(0, 5, TOPIC)).isEqualTo(id(0, 5, TOPIC)).matches("[0-9a-f]{64}");
  }

  @Test
  void isAnotherForTheSameBytesElsewhere() {
    assertThat(id(0, 5, TOPIC))
        .isNotEqualTo(id(0, 6, TOPIC))
        .isNotEqualTo(id(1, 5, TOPIC))
        .isNotEqualTo(id(0, 5, new UUID(3, 4)));
  }

  private static String id(int partition, long offset, UUID topicId) {
    return DeadLetterTable.id(
        new RecordId(new PartitionId("t", partition), offset), topicId, VALUE);
  }
}
