package io.loyalty.ingestion.source.file;

import java.io.IOException;

/** A file of history breaks off, or can't be opened; the message is a sentence without its dot. */
final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
