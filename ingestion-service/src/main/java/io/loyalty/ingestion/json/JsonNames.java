package io.loyalty.ingestion.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the names of a fixed set of members by their bytes. It learns their usual order, so that
 * the next name is mostly found by one comparison. Thread-safe: the learned order is only a guess
 * that is checked each time, so threads may overwrite it.
 */
public final class JsonNames {
  /** Stands for an unknown name, and for the name before the first. */
  public static final int UNKNOWN = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[][] names;

  /** Holds each name as it is mostly written, with quotes and colon. */
  private final byte[][] written;

  /**
   * Holds the first eight bytes of each written name, a mask of those that count, and the last
   * eight.
   */
  private final long[] heads;

  private final long[] masks;
  private final long[] tails;
  private final int[] slots;
  private final int[] followers;

  /** Creates a set of these names, which must be distinct. */
  public JsonNames(List<String> names) {
    this.names = names.stream().map(JsonNames::bytes).toArray(byte[][]::new);
    this.written = names.stream().map(name -> bytes('"' + name + "\":")).toArray(byte[][]::new);
    this.heads = new long[names.size()];
    this.masks = new long[names.size()];
    this.tails = new long[names.size()];
    this.followers = new int[names.size() + 1];
    this.slots = new int[Integer.highestOneBit(8 * names.size() + 1)];
    Arrays.fill(slots, UNKNOWN);
    for (int i = 0; i < this.names.length; i++) {
      followers[i] = i;
      byte[] text = Arrays.copyOf(written[i], Math.max(written[i].length, Long.BYTES));
      heads[i] = (long) LONGS.get(text, 0);
      masks[i] = written[i].length < Long.BYTES ? (1L << (8 * written[i].length)) - 1 : -1;
      tails[i] = (long) LONGS.get(text, text.length - Long.BYTES);
      int slot = slot(this.names[i], 0, this.names[i].length);
      while (slots[slot] != UNKNOWN) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the index of a name in the list, or {@link #UNKNOWN}. */
  public int find(byte[] bytes, int offset, int length) {
    int slot = slot(bytes, offset, length);
    while (slots[slot] != UNKNOWN) {
      byte[] name = names[slots[slot]];
      if (name.length == length && Arrays.equals(name, 0, length, bytes, offset, offset + length)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return UNKNOWN;
  }

  /**
   * Returns the index of the name at {@code at}, with quotes and the colon directly after them, if
   * it is the one that followed {@code previous} last time; otherwise {@link #UNKNOWN}. Names that
   * need escapes in JSON never match.
   */
  int guess(int previous, byte[] json, int at, int end) {
    int guess = followers[previous + 1];
    if (guess >= written.length || json.length - at < Long.BYTES) {
      return UNKNOWN;
    }
    int length = written[guess].length;
    boolean stands =
        end - at >= length
            && ((long) LONGS.get(json, at) & masks[guess]) == heads[guess]
            && (length <= Long.BYTES
                || (long) LONGS.get(json, at + length - Long.BYTES) == tails[guess])
            && (length <= 2 * Long.BYTES
                || Arrays.equals(written[guess], 0, length, json, at, at + length));
    return stands ? guess : UNKNOWN;
  }

  /** Returns the length of a name with quotes and colon. */
  int writtenLength(int position) {
    return written[position].length;
  }

  /** Expects this name after {@code previous} from now on. */
  void learn(int previous, int position) {
    if (followers[previous + 1] != position) {
      followers[previous + 1] = position;
    }
  }

  private int slot(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int hash =
        31 * (31 * (31 * length + bytes[offset]) + bytes[offset + length - 1])
            + bytes[offset + length / 2];
    return (hash ^ (hash >>> 7)) & (slots.length - 1);
  }
}
