package io.loyalty.schemas.wire;

/**
 * Reads and writes Confluent's wire format: a zero byte, the schema id as four bytes in network
 * order, then Avro binary. Stateless and thread-safe.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire
 *     format</a>
 */
public final class WireFormat {
  /** The header has this many bytes; the Avro body follows. */
  public static final int HEADER_BYTES = 5;

  private static final byte MAGIC = 0;

  private WireFormat() {}

  /** Writes the header for {@code schemaId} into {@code target} at {@code offset}. */
  public static void writeHeader(byte[] target, int offset, int schemaId) {
    target[offset] = MAGIC;
    target[offset + 1] = (byte) (schemaId >>> 24);
    target[offset + 2] = (byte) (schemaId >>> 16);
    target[offset + 3] = (byte) (schemaId >>> 8);
    target[offset + 4] = (byte) schemaId;
  }

  /**
   * Returns the id of the schema that {@code value} was written with.
   *
   * @throws MalformedRecordException when the value is absent, too short, or of another format
   */
  public static int schemaId(byte[] value) {
    if (value == null) {
      throw new MalformedRecordException("the record has no value (a tombstone)");
    }
    if (value.length < HEADER_BYTES) {
      throw new MalformedRecordException(
          "the value has %d bytes, fewer than the %d of a header"
              .formatted(value.length, HEADER_BYTES));
    }
    if (value[0] != MAGIC) {
      throw new MalformedRecordException(
          "the value begins with byte %d instead of 0".formatted(value[0] & 0xff));
    }
    return (value[1] & 0xff) << 24
        | (value[2] & 0xff) << 16
        | (value[3] & 0xff) << 8
        | (value[4] & 0xff);
  }
}
