package io.loyalty.benchmarks.transcoder;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import tech.allegro.schema.json2avro.converter.JsonAvroConverter;
import tech.allegro.schema.json2avro.converter.JsonGenericRecordReader;

/**
 * Transcodes with the peer {@code tech.allegro.schema.json2avro}. It requires the record's own
 * fields in one flat JSON object, decimals as strings. It checks types and presence, but no other
 * rule of the contract. Thread-safe.
 *
 * @see <a href="https://github.com/allegro/json-avro-converter">json-avro-converter</a>
 */
public final class Json2AvroTranscoder {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final ObjectMapper json =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private final JsonAvroConverter converter = new JsonAvroConverter(json);
  private final JsonGenericRecordReader reader = new JsonGenericRecordReader(json);

  /** Returns the record of a flat event in Avro's binary form. */
  public byte[] transcode(Schema schema, byte[] flat) {
    return converter.convertToAvro(flat, schema);
  }

  /** Transcodes an object, which avoids a second parse. */
  public byte[] transcode(Schema schema, Map<String, Object> flat) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericData.Record>(schema).write(reader.read(flat, schema), encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  /** Parses a CloudEvent as an object. */
  public Map<String, Object> open(byte[] cloudEvent) throws IOException {
    return json.readValue(cloudEvent, OBJECT);
  }

  /** Formats an object as text. */
  public byte[] text(Map<String, Object> object) throws IOException {
    return json.writeValueAsBytes(object);
  }

  /**
   * Converts an opened CloudEvent into the flat event that {@link #transcode} takes. Optional dates
   * become days, because the converter makes a long of their text, which Avro then refuses.
   */
  public static Map<String, Object> flat(
      Schema schema, Map<String, Object> event, Instant receivedAt) {
    OffsetDateTime time = OffsetDateTime.parse((String) event.get("time"));
    Map<String, Object> flat = new LinkedHashMap<>();
    flat.put("eventId", event.get("id"));
    flat.put("occurredAt", ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()));
    flat.put("occurredAtOffset", time.getOffset().getTotalSeconds() / 60);
    flat.put("receivedAt", ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt));
    flat.put("source", event.get("source"));
    if (event.get("data") instanceof Map<?, ?> data) {
      data.forEach((name, value) -> flat.put((String) name, value));
    }
    for (Schema.Field field : schema.getFields()) {
      if (isOptionalDate(field.schema()) && flat.get(field.name()) instanceof String date) {
        flat.put(field.name(), LocalDate.parse(date).toEpochDay());
      }
    }
    return flat;
  }

  private static boolean isOptionalDate(Schema schema) {
    return schema.isUnion()
        && schema.getTypes().get(1).getLogicalType() instanceof LogicalTypes.Date;
  }
}
