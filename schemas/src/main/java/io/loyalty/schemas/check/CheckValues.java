package io.loyalty.schemas.check;

import java.util.Arrays;

/**
 * Holds the values of one event that its checks need, by the number of their {@link CheckInput}. A
 * value that is not set is unknown. Reused from event to event; not thread-safe.
 */
public final class CheckValues {
  /** This number stands for a value that is unknown; no value of an event is this small. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final byte[] NONE = {};

  private long[] numbers = {};
  private byte[][] texts = {};
  private int[] lengths = {};

  /** Forgets the values of the event before. */
  public void begin(int inputs) {
    if (numbers.length < inputs) {
      numbers = new long[inputs];
      lengths = new int[inputs];
      texts = new byte[inputs][];
      Arrays.fill(texts, NONE);
    }
    Arrays.fill(numbers, UNKNOWN);
  }

  /** Sets a number, a time, 1 for true or 0 for false. */
  public void set(int input, long value) {
    numbers[input] = value;
  }

  /** Sets a text; the bytes are copied. */
  public void text(int input, byte[] source, int from, int length) {
    if (texts[input].length < length) {
      texts[input] = new byte[length * 2];
    }
    System.arraycopy(source, from, texts[input], 0, length);
    lengths[input] = length;
    numbers[input] = 0;
  }

  /** Adds an item's value to a sum that was set before; a sum beyond 18 digits is unknown. */
  public void add(int input, long value) {
    numbers[input] = Numbers.sum(numbers[input], value);
  }

  long number(int input) {
    return numbers[input];
  }

  boolean isKnown(int input) {
    return numbers[input] != UNKNOWN;
  }

  boolean isText(int input, byte[] other, int length) {
    return Arrays.equals(texts[input], 0, lengths[input], other, 0, length);
  }

  boolean isSameText(int input, int other) {
    return isText(input, texts[other], lengths[other]);
  }
}
