package io.loyalty.consumption.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.schemas.wire.MalformedRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Tests that no length in a record makes the load allocate memory that the record's size does not
 * justify.
 */
class HostileLengthTest {
  private static final int ID = 5;

  private static final String CONTRACT_OF_A_LIST =
      """
      {"type": "record", "name": "Listed", "namespace": "test", "doc": "A test.", "eventType": "listed",
       "key": ["source"], "fields": [
        {"name": "eventId", "type": {"type": "string", "logicalType": "uuid"}, "doc": "d"},
        {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "d"},
        {"name": "occurredAtOffset", "type": "int", "doc": "d"},
        {"name": "receivedAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "d"},
        {"name": "source", "type": "string", "doc": "d"},
        {"name": "lines", "doc": "d", "type": {"type": "array", "items":
          {"type": "record", "name": "Line", "fields": [
            {"name": "note", "type": ["null", "string"], "doc": "d"}]}}},
        {"name": "unmapped", "type": ["null", "string"], "doc": "d"}]}
      """;

  @Test
  void refusesLengthsAndBlocksThatTheRecordDoesNotHold() {
    DecodePlan plan = DecodePlan.compile(ID, CONTRACT_OF_A_LIST);
    // The array is one block with this number of items, followed by nothing.
    for (long items : new long[] {1, -1, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
      byte[] value = recordOfAList(items);
      assertThatThrownBy(
              () -> MalformedRecordTest.add(MalformedRecordTest.collector(), plan, 0, value))
          .isInstanceOf(MalformedRecordException.class);
    }
    assertThat(MalformedRecordTest.drained(plan, recordOfAList(0)).rows()).isOne();
  }

  @Test
  void refusesARecordThatWouldFillTheMemory() {
    DecodePlan plan = DecodePlan.compile(ID, CONTRACT_OF_A_LIST);
    int items = 1 << 20;
    byte[] head = recordOfAList(items);
    // Every item is a null in one byte, but a row of about eighty bytes.
    byte[] value = Arrays.copyOf(head, head.length + items + 2);
    assertThatThrownBy(
            () -> MalformedRecordTest.add(MalformedRecordTest.collector(), plan, 0, value))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("take more than");
  }

  private static byte[] recordOfAList(long items) {
    ByteBuffer bytes = ByteBuffer.allocate(100);
    bytes.put((byte) 0).putInt(ID);
    bytes
        .put((byte) 72)
        .put("123e4567-e89b-12d3-a456-426614174000".getBytes(StandardCharsets.UTF_8));
    bytes.put(new byte[4]);
    long zigzag = items << 1 ^ items >> 63;
    while ((zigzag & ~0x7fL) != 0) {
      bytes.put((byte) ((zigzag & 0x7f) | 0x80));
      zigzag >>>= 7;
    }
    bytes.put((byte) zigzag);
    if (items == 0) {
      bytes.put((byte) 0);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
