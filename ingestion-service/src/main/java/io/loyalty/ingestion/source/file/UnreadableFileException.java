package io.loyalty.ingestion.source.file;

import java.io.IOException;

/**
 * Reports that a history file breaks off or can't be opened; the message is a sentence without a
 * full stop.
 */
final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
