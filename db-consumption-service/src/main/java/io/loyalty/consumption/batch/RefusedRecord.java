package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.RecordId;
import java.util.List;

/**
 * Describes a record that cannot become a row, with everything that a redrive needs.
 *
 * @param id the record
 * @param reason the stable code of the reason, such as {@code malformed-record}
 * @param detail the reason in one sentence, without data of the record
 * @param content the record as it is on the topic
 */
public record RefusedRecord(RecordId id, String reason, String detail, Content content) {

  /** Holds key, value and headers unchanged; key and value may be null. */
  @SuppressWarnings("ArrayRecordComponent") // lent, never compared
  public record Content(byte[] key, byte[] value, List<Header> headers) {}

  /** Holds one header of a record; the value may be null. */
  @SuppressWarnings("ArrayRecordComponent") // lent, never compared
  public record Header(String name, byte[] value) {}
}
