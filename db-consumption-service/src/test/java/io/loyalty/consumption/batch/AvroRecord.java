package io.loyalty.consumption.batch;

import io.loyalty.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes records with Avro's own writer. */
final class AvroRecord {
  private AvroRecord() {}

  /**
   * Returns the record in the wire format; {@code blocked} writes arrays and maps as blocks with
   * their size in bytes.
   */
  static byte[] bytes(int schemaId, GenericRecord record, boolean blocked) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, 0, schemaId);
    body.writeBytes(header);
    BinaryEncoder encoder =
        blocked
            ? new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(body, null)
            : EncoderFactory.get().binaryEncoder(body, null);
    try {
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body.toByteArray();
  }
}
