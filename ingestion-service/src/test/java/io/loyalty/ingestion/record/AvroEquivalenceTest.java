package io.loyalty.ingestion.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.EnvelopePaths;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.record.plan.AcceptedWindow;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroEquivalenceTest {
  private static final int ENVELOPE = 5;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void writesTheBytesThatAvrosOwnWriterWrites(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      RandomContract contract = new RandomContract(random);
      EventType type =
          Contracts.type(
              "{\"name\":\"key\",\"type\":\"string\",\"default\":\"k\"}," + contract.fields(3),
              "key");
      Schema schema = new Schema.Parser().parse(type.schemas().current());
      RecordValidator validator = Contracts.validator(type);
      for (int j = 0; j < 10; j++) {
        GenericData.Record record = envelope(schema);
        String json = contract.fill(record, ENVELOPE, schema.getFields().size() - 1);
        Validated validated = validator.validate(Contracts.event(json), Contracts.RECEIVED);

        assertThat(Contracts.valid(validated).value())
            .as("schema %s, payload %s", schema, json)
            .isEqualTo(written(schema, record));
        assertThat(Contracts.valid(validated).key())
            .asString()
            .isEqualTo(record.get("key").toString());
      }
    }
  }

  /** Makes events of every type that a contract may have: valid ones with some changed bytes. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void whatIsBrokenYieldsViolations_andWhatIsNotARecordThatAvroReads(long seed) {
    Random random = new Random(seed);
    int valid = 0;
    int invalid = 0;
    for (int i = 0; i < 20; i++) {
      RandomContract contract = new RandomContract(random);
      EventType type =
          Contracts.type(
              "{\"name\":\"key\",\"type\":\"string\",\"default\":\"k\"}," + contract.fields(3),
              "key");
      Schema schema = new Schema.Parser().parse(type.schemas().current());
      RecordValidator validator = Contracts.validator(type);
      for (int j = 0; j < 100; j++) {
        byte[] json =
            contract
                .fill(envelope(schema), ENVELOPE, schema.getFields().size() - 1)
                .getBytes(StandardCharsets.UTF_8);
        for (int k = random.nextInt(3); k >= 0; k--) {
          json[random.nextInt(json.length)] = (byte) random.nextInt(256);
        }
        JsonSlice payload = JsonSlice.of(json);
        Validated validated =
            validator.validate(
                new Envelope(
                    new Envelope.Attributes(Contracts.ID, "test", "/s", Contracts.NOW.toString()),
                    payload,
                    payload,
                    EnvelopePaths.CLOUD_EVENTS),
                Contracts.RECEIVED);
        if (validated instanceof Validated.Valid) {
          assertThat(Contracts.read(type, validated)).isNotNull();
          valid++;
        } else {
          assertThat(Contracts.violations(validated)).isNotEmpty();
          invalid++;
        }
      }
    }
    assertThat(valid).isGreaterThan(20);
    assertThat(invalid).isGreaterThan(1_000);
  }

  private static GenericData.Record envelope(Schema schema) {
    GenericData.Record record = new GenericData.Record(schema);
    record.put("eventId", Contracts.ID);
    record.put("occurredAt", AcceptedWindow.micros(Contracts.NOW));
    record.put("occurredAtOffset", 0);
    record.put("receivedAt", AcceptedWindow.micros(Contracts.RECEIVED));
    record.put("source", "/s");
    return record;
  }

  private static byte[] written(Schema schema, GenericData.Record record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, 0, Contracts.SCHEMA_ID);
    bytes.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
