package io.loyalty.consumption.record;

import io.loyalty.schemas.wire.MalformedRecordException;
import java.util.Arrays;

/** Parses a uuid from its 36 characters, as RFC 9562 defines them. */
final class UuidText {
  static final int LENGTH = 36;

  private static final byte[] HEX = new byte[128];

  static {
    Arrays.fill(HEX, (byte) -1);
    for (int digit = 0; digit < 16; digit++) {
      HEX[Character.forDigit(digit, 16)] = (byte) digit;
      HEX[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
    }
  }

  private UuidText() {}

  static void read(byte[] text, int from, int length, RowSink out) {
    if (length != LENGTH
        || text[from + 8] != '-'
        || text[from + 13] != '-'
        || text[from + 18] != '-'
        || text[from + 23] != '-') {
      throw notUuid();
    }
    long high = hex(text, from, 8) << 32 | hex(text, from + 9, 4) << 16 | hex(text, from + 14, 4);
    long low = hex(text, from + 19, 4) << 48 | hex(text, from + 24, 12);
    out.uuid(high, low);
  }

  private static long hex(byte[] text, int from, int digits) {
    long value = 0;
    int wrong = 0;
    for (int at = from; at < from + digits; at++) {
      int digit = text[at] < 0 ? -1 : HEX[text[at]];
      wrong |= digit;
      value = value << 4 | (digit & 0xf);
    }
    if (wrong < 0) {
      throw notUuid();
    }
    return value;
  }

  private static MalformedRecordException notUuid() {
    return new MalformedRecordException("not a uuid");
  }
}
