package io.loyalty.ingestion.envelope;

/**
 * Makes text from outside safe to store and show: truncates it, and writes control characters and
 * lone surrogates as JSON escapes, since UTF-8 and PostgreSQL can't hold them all. Stateless and
 * thread-safe.
 */
public final class VisibleText {
  private static final char CUT = '…';

  private VisibleText() {}

  /**
   * Returns at most {@code longest} characters of {@code text}, and an ellipsis if there are more.
   */
  public static String cut(String text, int longest) {
    StringBuilder visible = null;
    int end = Math.min(text.length(), longest);
    if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < end
              && Character.isLowSurrogate(text.charAt(i + 1));
      boolean escaped = !pair && (Character.isISOControl(c) || Character.isSurrogate(c));
      if (escaped && visible == null) {
        visible = new StringBuilder(end + 16).append(text, 0, i);
      }
      if (escaped) {
        visible.append("\\u%04x".formatted((int) c));
      } else if (visible != null) {
        visible.append(c);
      }
      if (pair) {
        i++;
        if (visible != null) {
          visible.append(text.charAt(i));
        }
      }
    }
    String kept = visible == null ? text.substring(0, end) : visible.toString();
    return end < text.length() ? kept + CUT : kept;
  }
}
