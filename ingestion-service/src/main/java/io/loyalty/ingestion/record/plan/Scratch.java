package io.loyalty.ingestion.record.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Is a growing buffer for Avro's binary encoding, which is reused. */
final class Scratch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_SIZE = 4096;
  private static final int KEPT_SIZE = 1 << 20;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;

  /** Empties the buffer, and shrinks it after a huge event. */
  void clear() {
    length = 0;
    if (bytes.length > KEPT_SIZE) {
      bytes = new byte[FIRST_SIZE];
    }
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  /**
   * Makes room for {@code more} bytes, and returns the array to write them to from the current
   * length on.
   */
  byte[] room(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, 1L << 30)));
    }
    return bytes;
  }

  /** Counts {@code more} bytes as written. */
  void advance(int more) {
    length += more;
  }

  /** Forgets the bytes from {@code end} on. */
  void cut(int end) {
    length = end;
  }

  void putByte(int value) {
    room(1)[length++] = (byte) value;
  }

  void put(byte[] source) {
    if (source.length == 1) {
      putByte(source[0]);
      return;
    }
    System.arraycopy(source, 0, room(source.length), length, source.length);
    length += source.length;
  }

  void put(byte[] source, int offset, int size) {
    if (size <= 2 * Long.BYTES && source.length - offset >= 2 * Long.BYTES) {
      // Bytes copied past the size are overwritten by the next write.
      byte[] target = room(2 * Long.BYTES);
      LONGS.set(target, length, (long) LONGS.get(source, offset));
      LONGS.set(target, length + Long.BYTES, (long) LONGS.get(source, offset + Long.BYTES));
    } else {
      System.arraycopy(source, offset, room(size), length, size);
    }
    length += size;
  }

  /** Appends a part of this buffer. */
  void putOwn(int from, int to) {
    System.arraycopy(bytes, from, room(to - from), length, to - from);
    length += to - from;
  }

  /** Writes Avro's int and long: zig-zag, seven bits in each byte, lowest first. */
  void putLong(long value) {
    byte[] target = room(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      target[length++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    target[length++] = (byte) rest;
  }

  /** Writes eight bytes, lowest first. */
  void putFixed64(long value) {
    byte[] target = room(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      target[length++] = (byte) (value >>> shift);
    }
  }

  /** Writes four bytes, lowest first. */
  void putFixed32(int value) {
    byte[] target = room(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      target[length++] = (byte) (value >>> shift);
    }
  }

  /** Begins an array or map; returns where to {@linkplain #closeBlock close} it. */
  int openBlock() {
    putByte(0);
    return length - 1;
  }

  /** Ends an array or map with this number of items as one block, as Avro's own encoder does. */
  void closeBlock(int start, int items) {
    if (items == 0) {
      return;
    }
    int end = length;
    putLong(items);
    int size = length - end;
    room(size + 1);
    long count = items * 2L;
    System.arraycopy(bytes, start + 1, bytes, start + size, end - start - 1);
    for (int i = 0; i < size; i++) {
      bytes[start + i] = (byte) ((count & 0x7f) | (i < size - 1 ? 0x80 : 0));
      count >>>= 7;
    }
    length = end + size - 1;
    putByte(0);
  }

  /** Moves the bytes from {@code start} to the end down to {@code target}. */
  void moveDown(int start, int target) {
    System.arraycopy(bytes, start, bytes, target, length - start);
    length = target + length - start;
  }
}
