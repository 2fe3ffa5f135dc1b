package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;

/** A JSON text can't be opened as a whole. Stays inside the room; carries no stack trace. */
final class RefusedTextException extends Exception {
  private final Refusal refusal;
  private final transient Object limit;
  private final String found;

  RefusedTextException(Refusal refusal, Object limit, String found, Throwable cause) {
    super(found, cause, false, false);
    this.refusal = refusal;
    this.limit = limit;
    this.found = found;
  }

  /** Whether the whole message is refused, however deep the text stood in it. */
  boolean isOfMessage() {
    return refusal == Refusal.TOO_MANY_EVENTS;
  }

  Opened.Refused refused(JsonSlice original, boolean wholeMessage, String path) {
    return refusal.of(original, wholeMessage, path, limit, found);
  }
}
