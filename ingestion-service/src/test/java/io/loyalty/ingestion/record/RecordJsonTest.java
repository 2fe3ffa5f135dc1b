package io.loyalty.ingestion.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.record.plan.EnvelopePlan;
import io.loyalty.schemas.contract.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordJsonTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEY = "{\"name\":\"key\",\"type\":\"string\",\"default\":\"k\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"int\" | 50e-1 | 5",
        "\"long\" | 9223372036854775807 | 9223372036854775807",
        "\"double\" | 1.5 | 1.5",
        "\"boolean\" | true | true",
        "\"bytes\" | \"aMO8\" | \"aMO8\"",
        "[\"null\",\"int\"] | null | null",
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":2} | -0.5 | \"-0.50\"",
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":38,\"scale\":10} | 1e-10 | \"0.0000000001\"",
        "{\"type\":\"string\",\"logicalType\":\"uuid\"} | \"0B7A3F5E-1C2D-4E3F-8A9B-0C1D2E3F4A5B\" | \"0b7a3f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b\"",
        "{\"type\":\"int\",\"logicalType\":\"date\"} | \"0001-02-03\" | \"0001-02-03\"",
        "{\"type\":\"int\",\"logicalType\":\"time-millis\"} | \"10:20:00\" | \"10:20:00\"",
        "{\"type\":\"long\",\"logicalType\":\"time-micros\"} | \"23:59:59.0000019\" | \"23:59:59.000001\"",
        "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"} | \"2026-01-31T00:59:59.9999+01:00\" | \"2026-01-30T23:59:59.999Z\"",
        "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"} | \"1969-12-31T23:59:59.999999Z\" | \"1969-12-31T23:59:59.999999Z\"",
        "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]} | \"B\" | \"B\"",
        "{\"type\":\"array\",\"items\":[\"null\",\"string\"]} | [\"ü\",null] | [\"ü\",null]",
        "{\"type\":\"map\",\"values\":{\"type\":\"int\",\"logicalType\":\"date\"}} | {\"b\":\"2026-01-31\"} | {\"b\":\"2026-01-31\"}"
      })
  void showsEveryTypeAsPlainJson(String avro, String given, String shown) {
    EventType type = Contracts.type(KEY + ",{\"name\":\"v\",\"type\":" + avro + "}", "key");

    assertThat(show(type, "{\"v\":" + given + "}").get("v")).isEqualTo(JSON.readTree(shown));
  }

  @Test
  void showsTheEnvelopeAndUnmappedFieldsWithTheirDigits() {
    RecordJson.Shown shown =
        shown(Contracts.type(KEY, "key"), "{\"key\":\"a\",\"new\":{\"n\":1.10,\"e\":1E3}}");

    assertThat(shown.key()).isEqualTo("a");
    assertThat(JSON.writeValueAsString(shown.record()))
        .isEqualTo(
            "{\"eventId\":\"%s\",\"occurredAt\":\"2026-06-01T12:00:00Z\",\"occurredAtOffset\":0,"
                    .formatted(Contracts.ID)
                + "\"receivedAt\":\"2026-06-01T11:59:59.123456Z\",\"source\":\"/s\",\"key\":\"a\","
                + "\"unmapped\":{\"/new\":{\"n\":1.10,\"e\":1E3}}}");
  }

  /** Checks that the shown record is complete: sent as an event, it becomes the same record. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void showsWhatWouldGiveTheSameRecordAgain(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      RandomContract contract = new RandomContract(random);
      EventType type = Contracts.type(KEY + "," + contract.fields(3), "key");
      RecordValidator validator = Contracts.validator(type);
      Schema schema = new Schema.Parser().parse(type.schemas().current());
      String payload =
          contract.fill(
              new GenericData.Record(schema), EnvelopePlan.FIELDS, schema.getFields().size() - 1);
      Validated.Valid first =
          Contracts.valid(validator.validate(Contracts.event(payload), Contracts.RECEIVED));
      Map<String, Object> shown = new RecordJson(type).show(first).record();
      List<String> own = new ArrayList<>(shown.keySet());
      own.subList(EnvelopePlan.FIELDS, own.size() - 1).clear();
      own.forEach(shown::remove);

      Validated again =
          validator.validate(Contracts.event(JSON.writeValueAsString(shown)), Contracts.RECEIVED);
      assertThat(Arrays.equals(Contracts.valid(again).value(), first.value()))
          .as("event %d of seed %d", i, seed)
          .isTrue();
    }
  }

  @Test
  void neverShowsWhatTheContractHashes_howeverDeep() {
    String hashed = ",\"transform\":[\"trim\",\"hash\"]";
    String fields =
        """
        {"name":"member","type":["null","string"],"default":null%1$s},
        {"name":"card","type":"string","default":"c"},
        {"name":"mails","type":{"type":"array","items":"string"}%1$s},
        {"name":"facts","type":{"type":"map","values":"string"}%1$s},
        {"name":"lines","type":{"type":"array","items":{"type":"record","name":"L","fields":[
          {"name":"giver","type":["null","string"],"default":null%1$s},{"name":"n","type":"int"}]}}}""";
    String payload =
        """
        {"member":%s,"card":"c-1","mails":["secret"],"facts":{"secret":"secret"},
         "lines":[{"giver":"secret","n":1},{"n":2}]}""";
    EventType plain = Contracts.type(fields.formatted(""), "member", "card");
    EventType hashing = Contracts.type(fields.formatted(hashed), "member", "card");

    RecordJson.Shown shown = shown(plain, hashing, payload.formatted("\"secret\""));
    String json = JSON.writeValueAsString(shown);
    assertThat(json).doesNotContain("secret");
    assertThat(shown.key()).isEqualTo(RecordJson.HASHED);
    assertThat(JSON.readTree(json).at("/record/lines"))
        .isEqualTo(JSON.readTree("[{\"giver\":\"<hashed>\",\"n\":1},{\"giver\":null,\"n\":2}]"));

    RecordJson.Shown anonymous = shown(plain, hashing, payload.formatted("null"));
    assertThat(anonymous.key()).isEqualTo("c-1");
    assertThat(anonymous.record()).containsEntry("member", null);
  }

  private static JsonNode show(EventType type, String payload) {
    return JSON.valueToTree(shown(type, payload).record());
  }

  private static RecordJson.Shown shown(EventType type, String payload) {
    return shown(type, type, payload);
  }

  /** Shows the record; its bytes are the same whether a string is a hash or not. */
  private static RecordJson.Shown shown(EventType written, EventType read, String payload) {
    Validated validated =
        Contracts.validator(written).validate(Contracts.event(payload), Contracts.RECEIVED);
    return new RecordJson(read).show(Contracts.valid(validated));
  }
}
