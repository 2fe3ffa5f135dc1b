package io.loyalty.cli.sample;

/** Holds the JSON Pointers of an event's parts in the flat envelope of an older till. */
public final class OldTill {
  /** This points to the event's id. */
  public static final String ID = "/head/number";

  /** This points to the event's type. */
  public static final String TYPE = "/head/kind";

  /** This points to the event's source. */
  public static final String SOURCE = "/till";

  /** This points to the event's time. */
  public static final String TIME = "/at";

  /** This points to the payload. */
  public static final String PAYLOAD = "/body";

  private OldTill() {}
}
