package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;

/**
 * Reports that a JSON text can't be opened as a whole. It never leaves this package, and has no
 * stack trace.
 */
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

  /** Returns whether the whole message is refused, however deep the text was in it. */
  boolean isOfMessage() {
    return refusal == Refusal.TOO_MANY_EVENTS;
  }

  Opened.Refused refused(JsonSlice original, boolean wholeMessage, String path) {
    return refusal.of(original, wholeMessage, path, limit, found);
  }
}
