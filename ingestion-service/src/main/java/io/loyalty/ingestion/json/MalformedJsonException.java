package io.loyalty.ingestion.json;

/**
 * Reports that a text is not JSON, or is nested too deep. It has no stack trace and contains no
 * text.
 */
public final class MalformedJsonException extends RuntimeException {
  private final int position;
  private final boolean tooDeep;

  public MalformedJsonException(int position, boolean tooDeep) {
    super(tooDeep ? "nested too deep" : "broken at byte " + position, null, false, false);
    this.position = position;
    this.tooDeep = tooDeep;
  }

  /** Returns the position, from the beginning of the text, at which it stops being JSON. */
  public int position() {
    return position;
  }

  public boolean isTooDeep() {
    return tooDeep;
  }
}
