package io.loyalty.benchmarks.transcoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.record.Validated;
import io.loyalty.schemas.wire.WireFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that every contender produces the same record, so that the comparison is fair. */
class SameRecordTest {
  private final TreeTranscoder tree = new TreeTranscoder();
  private final Json2AvroTranscoder json2Avro = new Json2AvroTranscoder();

  static Iterable<String> types() {
    return new Contract().types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyContenderMakesTheSameRecord(String type) throws IOException {
    Subject subject = Subject.of(type, Optional.empty());

    for (Subject.Event event : subject.events().subList(0, 200)) {
      GenericRecord ours = ours(subject, event);
      assertThat(
              read(
                  event.schema(),
                  tree.transcode(
                      event.schema(),
                      event.envelope().attributes(),
                      event.payload(),
                      subject.receivedAt())))
          .isEqualTo(ours);
      assertThat(read(event.schema(), json2Avro.transcode(event.schema(), event.flat())))
          .isEqualTo(ours);
      Map<String, Object> flat =
          Json2AvroTranscoder.flat(
              event.schema(), json2Avro.open(event.whole()), subject.receivedAt());
      assertThat(read(event.schema(), json2Avro.transcode(event.schema(), flat))).isEqualTo(ours);
    }
  }

  private static GenericRecord ours(Subject subject, Subject.Event event) throws IOException {
    assertThat(subject.openAndValidate(event.whole())).isInstanceOf(Validated.Valid.class);
    if (subject.validate(event.envelope()) instanceof Validated.Valid valid) {
      byte[] body =
          Arrays.copyOfRange(valid.value(), WireFormat.HEADER_BYTES, valid.value().length);
      return read(event.schema(), body);
    }
    throw new AssertionError("not valid");
  }

  private static GenericRecord read(Schema schema, byte[] avro) throws IOException {
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(avro, null));
  }
}
