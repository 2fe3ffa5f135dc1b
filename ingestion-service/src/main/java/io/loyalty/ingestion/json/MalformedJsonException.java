package io.loyalty.ingestion.json;

/** A text is not JSON, or nests too deep to be read. Carries no stack trace and no text. */
public final class MalformedJsonException extends RuntimeException {
  private final int position;
  private final boolean tooDeep;

  public MalformedJsonException(int position, boolean tooDeep) {
    super(tooDeep ? "nested too deep" : "broken at byte " + position, null, false, false);
    this.position = position;
    this.tooDeep = tooDeep;
  }

  /** The byte, from the beginning of what was to be read, at which it stops being JSON. */
  public int position() {
    return position;
  }

  public boolean isTooDeep() {
    return tooDeep;
  }
}
