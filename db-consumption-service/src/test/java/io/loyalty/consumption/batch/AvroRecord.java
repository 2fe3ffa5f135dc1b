package io.loyalty.consumption.batch;

import io.loyalty.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes records as Avro itself does. */
final class AvroRecord {
  private AvroRecord() {}

  /** In the wire format; {@code blocked}: arrays and maps as blocks that state their bytes. */
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
