package io.loyalty.schemas.text;

/**
 * Checks the characters of a non-empty URI reference: the characters of RFC 3986 are allowed, a
 * percent sign must precede two hexadecimal digits, and characters beyond ASCII (RFC 3987) are
 * allowed except white space.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-4.1">RFC 3986, section 4.1</a>
 */
final class UriReference {
  private static final String SIGNS = "-._~:/?#[]@!$&'()*+,;=";

  private UriReference() {}

  static boolean matches(byte[] text, int from, int end) {
    for (int at = from; at < end; at++) {
      byte b = text[at];
      boolean fits =
          b == '%'
              ? at + 2 < end && isHex(text[at + 1]) && isHex(text[at + 2])
              : isLetterOrDigit(b)
                  || SIGNS.indexOf(b) >= 0
                  || (b < 0 && WhiteSpace.lengthAt(text, at, end) == 0);
      if (!fits) {
        return false;
      }
    }
    return end > from;
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  private static boolean isHex(byte b) {
    return Character.digit(b, 16) >= 0;
  }
}
