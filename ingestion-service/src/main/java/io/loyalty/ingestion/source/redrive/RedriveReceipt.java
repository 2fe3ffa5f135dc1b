package io.loyalty.ingestion.source.redrive;

import io.loyalty.ingestion.source.Receipt;
import java.time.Instant;

/**
 * Is the receipt of a record of the topic of redrives.
 *
 * @param settling settles it
 * @param record the record and where it stands
 * @param receivedAt when it was handed over
 * @param receiveCount how often it was handed over, this time included
 */
record RedriveReceipt(Settling settling, RedriveRecord record, Instant receivedAt, int receiveCount)
    implements Receipt {
  /** Settles the records of a topic. Thread-safe. */
  interface Settling {
    /** The record is safe elsewhere. */
    void acknowledge(RedriveReceipt receipt);

    /** The record is to be handed over again. */
    void giveBack(RedriveReceipt receipt);
  }

  @Override
  public String source() {
    return record.topic();
  }

  @Override
  public String messageId() {
    return record.name();
  }

  @Override
  public Instant sentAt() {
    return record.writtenAt();
  }

  @Override
  public int bytes() {
    return record.body().length;
  }

  @Override
  public void acknowledge() {
    settling.acknowledge(this);
  }

  @Override
  public void giveBack() {
    settling.giveBack(this);
  }
}
