package io.loyalty.ingestion.source.file;

import io.loyalty.ingestion.source.Receipt;
import java.time.Instant;

/**
 * The receipt of a line.
 *
 * @param reading settles it
 * @param source name of the file
 * @param messageId the line, for people
 * @param number of the line among those taken in the run, from 0
 * @param receivedAt when it was read
 * @param bytes its size
 */
record FileReceipt(
    Settling reading, String source, String messageId, long number, Instant receivedAt, int bytes)
    implements Receipt {
  /** Settles the lines of a run. Thread-safe. */
  interface Settling {
    /** The line is safe elsewhere. */
    void acknowledge(FileReceipt line);

    /** The line is to be read again by a later run. */
    void giveBack(FileReceipt line);
  }

  @Override
  public Instant sentAt() {
    return receivedAt;
  }

  @Override
  public int receiveCount() {
    return 1;
  }

  @Override
  public void acknowledge() {
    reading.acknowledge(this);
  }

  @Override
  public void giveBack() {
    reading.giveBack(this);
  }
}
