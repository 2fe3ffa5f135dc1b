package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.RecordId;
import java.util.List;

/**
 * Describes a record that can't become a row, with all that a retry needs.
 *
 * @param id the record
 * @param reason a stable code, such as {@code malformed-record}
 * @param detail why, in one sentence, without data of the record
 * @param content the record as it is on the topic
 */
public record RefusedRecord(RecordId id, String reason, String detail, Content content) {

  /** Key, value and headers as they are; key and value may be null. */
  @SuppressWarnings("ArrayRecordComponent") // lent, never compared
  public record Content(byte[] key, byte[] value, List<Header> headers) {}

  /** Describes one header of a record; the value may be null. */
  @SuppressWarnings("ArrayRecordComponent") // lent, never compared
  public record Header(String name, byte[] value) {}
}
