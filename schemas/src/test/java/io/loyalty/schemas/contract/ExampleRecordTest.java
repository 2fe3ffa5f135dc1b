package io.loyalty.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleRecordTest {
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();

  private static Stream<EventType> types() {
    return CATALOGUE.allTypes().stream();
  }

  private static EventType type(String fields) {
    return EventCatalogue.read(
        """
        {"type":"record","name":"Tried","namespace":"t","doc":"Tried.","eventType":"tried","key":["key"],"fields":[
          {"name":"eventId","type":{"type":"string","logicalType":"uuid"},"doc":"d"},
          {"name":"occurredAt","type":{"type":"long","logicalType":"timestamp-micros"},"doc":"d"},
          {"name":"occurredAtOffset","type":"int","doc":"d"},
          {"name":"receivedAt","type":{"type":"long","logicalType":"timestamp-micros"},"doc":"d"},
          {"name":"source","type":"string","doc":"d"},
          {"name":"key","type":"string","doc":"d"},
          %s,
          {"name":"unmapped","type":["null","string"],"doc":"d","default":null}]}"""
            .formatted(fields));
  }

  private static GenericRecord read(EventType type) throws IOException {
    return new GenericDatumReader<GenericRecord>(type.avro())
        .read(null, DecoderFactory.get().jsonDecoder(type.avro(), new ExampleRecord(type).json()));
  }

  @ParameterizedTest
  @MethodSource("types")
  void avroReadsTheExampleOfEveryType_andOnlyUnmappedIsNull(EventType type) throws IOException {
    GenericRecord record = read(type);
    for (Schema.Field field : type.avro().getFields()) {
      assertThat(record.get(field.pos()) == null)
          .as(field.name())
          .isEqualTo(field.name().equals("unmapped"));
    }
  }

  @Test
  void everyKindOfValueHasOne() throws IOException {
    GenericRecord record =
        read(
            type(
                """
                {"name":"text","type":["null","string"],"doc":"d","default":null,"maxLength":3},
                {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"]},"doc":"d"},
                {"name":"whole","type":["null","long"],"doc":"d","default":null},
                {"name":"floating","type":"float","doc":"d"},
                {"name":"fraction","type":"double","doc":"d"},
                {"name":"yes","type":"boolean","doc":"d"},
                {"name":"bytes","type":"bytes","doc":"d"},
                {"name":"sum","type":["null",{"type":"bytes","logicalType":"decimal","precision":4,"scale":2}],"doc":"d","default":null},
                {"name":"day","type":{"type":"int","logicalType":"date"},"doc":"d"},
                {"name":"at","type":{"type":"int","logicalType":"time-millis"},"doc":"d"},
                {"name":"to","type":{"type":"long","logicalType":"time-micros"},"doc":"d"},
                {"name":"since","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"doc":"d","default":null},
                {"name":"tags","type":{"type":"map","values":"string"},"doc":"d"},
                {"name":"codes","type":{"type":"array","items":["null","string"]},"doc":"d"}"""));
    assertThat(record)
        .hasToString(
            """
            {"eventId": "%s", "occurredAt": 1767268800000000, "occurredAtOffset": 0, "receivedAt": 1767268800000000, \
            "source": "source", "key": "key", "text": "tex", "kind": "A", "whole": 1, "floating": 1.5, \
            "fraction": 1.5, "yes": true, "bytes": "bytes", "sum": "d", "day": 20454, "at": 45000000, \
            "to": 45000000000, "since": 1767268800000, "tags": {"key": "tags"}, "codes": ["codes"], "unmapped": null}"""
                .formatted(record.get("eventId")));
  }

  @Test
  void aHashedFieldShowsNoValue_whoseHashCouldBeLookedUp() {
    assertThat(
            new ExampleRecord(
                    type(
                        """
                        {"name":"mail","type":"string","doc":"d","format":"email","pii":"direct","transform":["hash"]}"""))
                .json())
        .contains("\"mail\":\"<hashed>\"")
        .doesNotContain("@");
  }

  @Test
  void whatTellsOfPersonsIsMadeOfTheContract() throws IOException {
    Set<String> told = new TreeSet<>();
    for (EventType type : CATALOGUE.eventTypes()) {
      GenericRecord record = read(type);
      for (FieldContract field : type.fields()) {
        if (field.personal() != PersonalData.NONE && record.get(field.name()) != null) {
          told.add(field.name() + " " + record.get(field.name()));
        }
      }
    }
    assertThat(told)
        .containsExactly(
            "attributes {key=attributes}",
            "birthDate " + LocalDate.of(2026, 1, 1).toEpochDay(),
            "deviceId device-1",
            "email kim@example.com",
            "firstName firstName",
            "gender gender",
            "memberId member-1");
  }

  @Test
  void aDerivedEventComesFromItsStage() throws IOException {
    EventType derived = CATALOGUE.find("purchase-enriched").orElseThrow();
    assertThat(read(derived).get("source")).hasToString("/streams/enrichment");
    assertThat(List.of(read(derived), read(derived))).containsOnly(read(derived));
  }
}
