package io.loyalty.cli.sample;

/** Where the parts of an event stand in the flat envelope of an older till, as JSON Pointers. */
public final class OldTill {
  /** The event's id. */
  public static final String ID = "/head/number";

  /** Its type. */
  public static final String TYPE = "/head/kind";

  /** What sent it. */
  public static final String SOURCE = "/till";

  /** When it happened. */
  public static final String TIME = "/at";

  /** The payload. */
  public static final String PAYLOAD = "/body";

  private OldTill() {}
}
