package io.loyalty.consumption.record;

import io.loyalty.schemas.wire.MalformedRecordException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads a record's Avro bytes. Every length is compared with the remaining bytes before it is used.
 * Reused from record to record; not thread-safe.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Avro, binary
 *     encoding</a>
 */
public final class AvroCursor {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] NONE = {};

  /** Holds the JSON text of the current value. */
  final JsonText json = new JsonText();

  /** Holds the values of the current record that its checks need. */
  final CapturingSink captured = new CapturingSink();

  private byte[] data = NONE;
  private int position;

  void open(byte[] value, int from) {
    data = value;
    position = from;
  }

  /** Releases the record, which may be large. */
  void close() {
    data = NONE;
    position = 0;
  }

  byte[] data() {
    return data;
  }

  int remaining() {
    return data.length - position;
  }

  /** Returns the position of the next {@code length} bytes and moves past them. */
  int take(int length) {
    if (length > remaining()) {
      throw tooShort();
    }
    int from = position;
    position += length;
    return from;
  }

  /** Reads the length of bytes or of a string, which may not exceed the remaining bytes. */
  int readLength() {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw new MalformedRecordException(
          "a length of %d where %d bytes are left".formatted(length, remaining()));
    }
    return (int) length;
  }

  /**
   * Reads the number of items in the next block of an array or map, 0 after the last. An item takes
   * at least one byte, so the number may not exceed the remaining bytes.
   */
  int readBlock() {
    long items = readLong();
    if (items < 0) {
      readLength();
      items = -items;
    }
    if (items < 0 || items > remaining()) {
      throw new MalformedRecordException(
          "a block of %d items where %d bytes are left".formatted(items, remaining()));
    }
    return (int) items;
  }

  /** Reads the branch of a union or the symbol of an enum, which must be less than {@code size}. */
  int readIndex(int size) {
    int index = readInt();
    if (index < 0 || index >= size) {
      throw new MalformedRecordException("index %d of %d".formatted(index, size));
    }
    return index;
  }

  boolean readBoolean() {
    byte value = data[take(1)];
    if ((value & 1) != value) {
      throw new MalformedRecordException("a boolean that is neither 0 nor 1");
    }
    return value == 1;
  }

  float readFloat() {
    return Float.intBitsToFloat((int) INT.get(data, take(Float.BYTES)));
  }

  double readDouble() {
    return Double.longBitsToDouble((long) LONG.get(data, take(Double.BYTES)));
  }

  int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw new MalformedRecordException("an int of more than 32 bits");
    }
    return (int) value;
  }

  long readLong() {
    byte[] bytes = data;
    int at = position;
    long zigzag = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == bytes.length) {
        throw tooShort();
      }
      byte next = bytes[at++];
      zigzag |= (next & 0x7fL) << shift;
      if (next >= 0) {
        // The tenth byte may only hold the 64th bit.
        if (shift == 63 && next > 1) {
          break;
        }
        position = at;
        return zigzag >>> 1 ^ -(zigzag & 1);
      }
    }
    throw new MalformedRecordException("a long of more than 64 bits");
  }

  private static MalformedRecordException tooShort() {
    return new MalformedRecordException("the record ends within a value");
  }
}
