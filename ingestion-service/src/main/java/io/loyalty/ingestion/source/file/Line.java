package io.loyalty.ingestion.source.file;

/**
 * Is a line of a file.
 *
 * @param number the number of the line, from 1
 * @param body the bytes without the line end; null if the line is longer than {@link
 *     LineReader#LONGEST}
 * @param end the bytes of the file before the next line
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; it becomes a message's body
record Line(long number, byte[] body, long end) {
  boolean isTooLong() {
    return body == null;
  }

  boolean isBlank() {
    if (body == null) {
      return false;
    }
    for (byte each : body) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }
}
