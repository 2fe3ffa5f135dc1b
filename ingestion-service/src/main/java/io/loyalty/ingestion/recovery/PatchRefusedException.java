package io.loyalty.ingestion.recovery;

/** A patch can't be applied to an event. Stays inside the room; carries no stack trace. */
final class PatchRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Refuses an event.
   *
   * @param path where in the event the patch does not apply, a JSON Pointer
   * @param expected what the patch needs, without data of the event
   */
  PatchRefusedException(String path, String expected, Throwable cause) {
    super(expected, cause, false, false);
    this.path = path;
  }

  String path() {
    return path;
  }
}
