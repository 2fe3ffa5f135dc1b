package io.loyalty.ingestion.source.file;

import io.loyalty.ingestion.source.Receipt;
import java.time.Instant;

/**
 * Is the receipt of a line.
 *
 * @param reading settles the line
 * @param source the name of the file
 * @param messageId the name of the line for people
 * @param number the number of the line among those taken in the run, from 0
 * @param receivedAt the time at which it was read
 * @param bytes the size of the line
 */
record FileReceipt(
    Settling reading, String source, String messageId, long number, Instant receivedAt, int bytes)
    implements Receipt {
  /** Settles the lines of a run. Thread-safe. */
  interface Settling {
    /** Marks the line as safe elsewhere. */
    void acknowledge(FileReceipt line);

    /** Leaves the line to a later run. */
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
