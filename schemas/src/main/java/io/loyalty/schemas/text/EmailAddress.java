package io.loyalty.schemas.text;

/**
 * Checks e-mail addresses as HTML's {@code <input type=email>} does, with two differences: the
 * domain must contain a dot, and both parts may contain characters beyond ASCII (RFC 6531) except
 * white space.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address">HTML, valid
 *     e-mail address</a>
 */
final class EmailAddress {
  private static final String LOCAL_SIGNS = ".!#$%&'*+/=?^_`{|}~-";
  private static final int LONGEST_LABEL = 63;

  private EmailAddress() {}

  static boolean matches(byte[] text, int from, int end) {
    int at = from;
    while (at < end && text[at] != '@') {
      byte b = text[at];
      if (!isWordByte(text, at, end) && LOCAL_SIGNS.indexOf(b) < 0) {
        return false;
      }
      at++;
    }
    return at > from && at < end && isDomain(text, at + 1, end);
  }

  private static boolean isDomain(byte[] text, int from, int end) {
    int label = from;
    int labels = 0;
    for (int at = from; at <= end; at++) {
      if (at == end || text[at] == '.') {
        if (at == label
            || at - label > LONGEST_LABEL
            || text[label] == '-'
            || text[at - 1] == '-') {
          return false;
        }
        labels++;
        label = at + 1;
      } else if (!isWordByte(text, at, end) && text[at] != '-') {
        return false;
      }
    }
    return labels > 1;
  }

  private static boolean isWordByte(byte[] text, int at, int end) {
    byte b = text[at];
    return b < 0
        ? WhiteSpace.lengthAt(text, at, end) == 0
        : (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
