package io.loyalty.ingestion.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.record.RecordEncoder;
import io.loyalty.ingestion.topic.OutgoingRecord;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class DeadLetterWriterTest {
  private static final String SCHEMA =
      EventCatalogue.fromClasspath().deadLetter().schemas().current();
  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private final DeadLetterWriter writer =
      new DeadLetterWriter("p.dead-letter", new RecordEncoder(SCHEMA, 77), "ingestion 1");

  @Test
  void isKeyedByTheHashOfItsBytesAndHoldsEverythingThatIsKnown() throws Exception {
    byte[] message = "[abc]".getBytes(StandardCharsets.UTF_8);
    OutgoingRecord record =
        writer.write(
            deadLetter(
                new JsonSlice(message, 1, 3), new Envelope.Attributes("i", "t", "s", "later")),
            Map.of("traceparent", "x"));

    assertThat(record.topic()).isEqualTo("p.dead-letter");
    assertThat(record.key()).asString(StandardCharsets.US_ASCII).isEqualTo(SHA_256_OF_ABC);
    assertThat(record.headers()).containsExactly(Map.entry("traceparent", "x"));
    assertThat(WireFormat.schemaId(record.value())).isEqualTo(77);
    GenericRecord value = decode(record.value());
    assertThat(value.get("deadLetterId")).hasToString(SHA_256_OF_ABC);
    assertThat(value.get("original"))
        .isEqualTo(ByteBuffer.wrap("abc".getBytes(StandardCharsets.UTF_8)));
    assertThat(value.get("originalKind")).hasToString("EVENT");
    assertThat(value.get("rejectedAt")).isEqualTo(1_500_000L);
    assertThat(value.get("station")).hasToString("validate");
    assertThat(value.get("eventType")).hasToString("t");
    assertThat(value.get("eventId")).hasToString("i");
    assertThat(value.get("source")).hasToString("s");
    assertThat(value.get("violations").toString()).contains("/points", "type", "a number");
    assertThat(value.get("position")).isEqualTo(2);
  }

  @Test
  void everyTextCanBeStored() throws Exception {
    Envelope.Attributes hostile =
        new Envelope.Attributes("a\0b", "x\ud800y", "\ud83d\ude00" + "z".repeat(2_000), null);
    GenericRecord value =
        decode(
            writer
                .write(deadLetter(JsonSlice.of(new byte[] {'{', '}'}), hostile), Map.of())
                .value());

    assertThat(value.get("eventId")).hasToString("a\ufffdb");
    assertThat(value.get("eventType")).hasToString("x\ufffdy");
    assertThat(value.get("source").toString()).startsWith("\ud83d\ude00z").hasSize(512);
  }

  @Test
  void anEventWithoutEnvelopeHasNoAttributes() throws Exception {
    GenericRecord value =
        decode(writer.write(deadLetter(JsonSlice.of(new byte[0]), null), Map.of()).value());
    assertThat(value.get("eventId")).isNull();
    assertThat(value.get("eventType")).isNull();
  }

  private static DeadLetter deadLetter(JsonSlice original, Envelope.Attributes attributes) {
    return new DeadLetter(
        new DeadLetter.Rejection(
            Station.VALIDATE,
            Instant.ofEpochMilli(1_500),
            "invalid",
            null,
            List.of(new Violation("/points", "type", "a number", "text"))),
        new DeadLetter.Original(original, false),
        attributes,
        new DeadLetter.Coordinates("q", "m", 2));
  }

  private static GenericRecord decode(byte[] value) throws Exception {
    return new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(SCHEMA))
        .read(
            null,
            DecoderFactory.get()
                .binaryDecoder(
                    value, WireFormat.HEADER_BYTES, value.length - WireFormat.HEADER_BYTES, null));
  }
}
