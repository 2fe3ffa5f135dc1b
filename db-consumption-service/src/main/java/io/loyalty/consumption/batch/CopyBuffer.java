package io.loyalty.consumption.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Appends bytes in network order to a growing array. Not thread-safe. */
final class CopyBuffer {
  private static final int FIRST_CAPACITY = 16 << 10;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] data;
  private int length;

  CopyBuffer(byte[] data) {
    this.data = data;
  }

  byte[] data() {
    return data;
  }

  int length() {
    return length;
  }

  /** Discards bytes that were appended since the length was {@code earlier}. */
  void truncate(int earlier) {
    length = earlier;
  }

  /** Appends to another array from now on; the previous one belongs to its receiver. */
  void restart(byte[] empty) {
    data = empty;
    length = 0;
  }

  void putByte(int value) {
    int at = grow(Byte.BYTES);
    data[at] = (byte) value;
  }

  void putShort(int value) {
    int at = grow(Short.BYTES);
    SHORT.set(data, at, (short) value);
  }

  void putInt(int value) {
    int at = grow(Integer.BYTES);
    INT.set(data, at, value);
  }

  void putLong(long value) {
    int at = grow(Long.BYTES);
    LONG.set(data, at, value);
  }

  void putBytes(byte[] source, int from, int count) {
    int at = grow(count);
    System.arraycopy(source, from, data, at, count);
  }

  /** Appends an int32 field: its length and value. */
  void putIntField(int value) {
    int at = grow(2 * Integer.BYTES);
    INT.set(data, at, Integer.BYTES);
    INT.set(data, at + Integer.BYTES, value);
  }

  /** Appends an int64 field: its length and value. */
  void putLongField(long value) {
    int at = grow(Integer.BYTES + Long.BYTES);
    INT.set(data, at, Long.BYTES);
    LONG.set(data, at + Integer.BYTES, value);
  }

  /** Appends a field of bytes: their number and the bytes. */
  void putField(byte[] source, int from, int count) {
    int at = grow(Integer.BYTES + count);
    INT.set(data, at, count);
    System.arraycopy(source, from, data, at + Integer.BYTES, count);
  }

  int intAt(int at) {
    return (int) INT.get(data, at);
  }

  long longAt(int at) {
    return (long) LONG.get(data, at);
  }

  private int grow(int count) {
    int at = length;
    int end = Math.addExact(at, count);
    if (end > data.length) {
      enlarge(end);
    }
    length = end;
    return at;
  }

  private void enlarge(int needed) {
    long doubled = Math.max(FIRST_CAPACITY, 2L * data.length);
    data = Arrays.copyOf(data, (int) Math.min(Math.max(doubled, needed), Integer.MAX_VALUE - 8));
  }
}
