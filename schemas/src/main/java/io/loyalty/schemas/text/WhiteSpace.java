package io.loyalty.schemas.text;

/**
 * Finds white space in UTF-8: the characters with Unicode's property White_Space, which are U+0009
 * to U+000D, U+0020, U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and
 * U+3000. Stateless and thread-safe; allocates nothing.
 *
 * @see <a href="https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt">Unicode, PropList</a>
 */
public final class WhiteSpace {
  private WhiteSpace() {}

  /** Returns the length of the white space character at {@code at}; 0 if there is none. */
  public static int lengthAt(byte[] text, int at, int end) {
    int first = text[at] & 0xff;
    if (first < 0x80) {
      return first == ' ' || (first >= '\t' && first <= '\r') ? 1 : 0;
    }
    if (first == 0xc2) {
      int second = at + 1 < end ? text[at + 1] & 0xff : 0;
      return second == 0x85 || second == 0xa0 ? 2 : 0;
    }
    if (first < 0xe1 || first > 0xe3 || at + 2 >= end) {
      return 0;
    }
    int point = (first & 0x0f) << 12 | (text[at + 1] & 0x3f) << 6 | (text[at + 2] & 0x3f);
    return switch (point) {
      case 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> 3;
      default -> point >= 0x2000 && point <= 0x200a ? 3 : 0;
    };
  }

  /** Returns the start of the text after leading white space; {@code end} if the text is blank. */
  public static int start(byte[] text, int from, int end) {
    int at = from;
    while (at < end) {
      int length = lengthAt(text, at, end);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return end;
  }

  /** Returns the end of the text before trailing white space, but at least {@code from}. */
  public static int end(byte[] text, int from, int end) {
    int last = end;
    while (last > from) {
      int begin = last - 1;
      while (begin > from && (text[begin] & 0xc0) == 0x80) {
        begin--;
      }
      if (lengthAt(text, begin, last) != last - begin) {
        return last;
      }
      last = begin;
    }
    return from;
  }

  /** Returns whether the text contains only white space. */
  public static boolean isBlank(byte[] text, int from, int end) {
    return start(text, from, end) == end;
  }
}
