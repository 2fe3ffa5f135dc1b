package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.schemas.wire.WireFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;

/** Damages records after their header. */
final class Damage {
  private Damage() {}

  /** Changes one to three bytes, each by a bit or completely. */
  static void flip(byte[] value, Random random) {
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = WireFormat.HEADER_BYTES + random.nextInt(value.length - WireFormat.HEADER_BYTES);
      value[at] =
          (byte) (random.nextBoolean() ? value[at] ^ 1 << random.nextInt(8) : random.nextInt());
    }
  }

  static RefusedRecord refused(String topic, int partition, long offset) {
    return new RefusedRecord(
        new RecordId(new PartitionId(topic, partition), offset),
        "malformed-record",
        "a test",
        new RefusedRecord.Content(null, new byte[10], List.of()));
  }

  static Schema present(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(each -> each.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }
}
