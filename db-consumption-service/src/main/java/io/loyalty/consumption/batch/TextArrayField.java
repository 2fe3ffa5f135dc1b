package io.loyalty.consumption.batch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Encodes some of a list of texts as a field of type {@code text[]}, in PostgreSQL's binary format.
 * Immutable.
 */
final class TextArrayField {
  private static final int DIMENSIONS = 1;
  private static final int HAS_NO_NULL = 0;
  private static final int OID_OF_TEXT = 25;
  private static final int FIRST_INDEX = 1;
  private static final int HEADER_INTS = 5;

  private final List<String> texts;
  private final byte[][] bytes;

  TextArrayField(List<String> texts) {
    this.texts = texts;
    this.bytes =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /** Returns the texts that are chosen by one bit each, from the lowest on. */
  List<String> chosen(long bits) {
    return bits == 0
        ? List.of()
        : IntStream.range(0, texts.size())
            .filter(text -> isChosen(bits, text))
            .mapToObj(texts::get)
            .toList();
  }

  /** Writes the chosen texts, at least one. */
  void put(CopyBuffer out, long bits) {
    int length = HEADER_INTS * Integer.BYTES;
    for (int text = 0; text < bytes.length; text++) {
      length += isChosen(bits, text) ? Integer.BYTES + bytes[text].length : 0;
    }
    out.putInt(length);
    out.putInt(DIMENSIONS);
    out.putInt(HAS_NO_NULL);
    out.putInt(OID_OF_TEXT);
    out.putInt(Long.bitCount(bits));
    out.putInt(FIRST_INDEX);
    for (int text = 0; text < bytes.length; text++) {
      if (isChosen(bits, text)) {
        out.putField(bytes[text], 0, bytes[text].length);
      }
    }
  }

  private static boolean isChosen(long bits, int text) {
    return (bits >>> text & 1) == 1;
  }
}
