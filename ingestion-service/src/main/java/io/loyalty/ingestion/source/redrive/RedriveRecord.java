package io.loyalty.ingestion.source.redrive;

import io.loyalty.ingestion.source.Redrive;
import java.time.Instant;

/**
 * A record of the topic of redrives: a dead letter that comes back.
 *
 * @param place counts what is settled of its partition
 * @param topic its topic
 * @param offset its offset
 * @param writtenAt when it was written
 * @param body the original of the dead letter
 * @param redrive what to do with it
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per record would be waste
record RedriveRecord(
    SettledOffsets place,
    String topic,
    long offset,
    Instant writtenAt,
    byte[] body,
    Redrive redrive) {
  /** What people call it. */
  String name() {
    return redrive.deadLetterId() == null ? "at offset " + offset : redrive.deadLetterId();
  }
}
