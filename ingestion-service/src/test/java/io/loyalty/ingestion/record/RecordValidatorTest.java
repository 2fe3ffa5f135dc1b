package io.loyalty.ingestion.record;

import static io.loyalty.ingestion.record.Contracts.event;
import static io.loyalty.ingestion.record.Contracts.open;
import static io.loyalty.ingestion.record.Contracts.read;
import static io.loyalty.ingestion.record.Contracts.rules;
import static io.loyalty.ingestion.record.Contracts.valid;
import static io.loyalty.ingestion.record.Contracts.validator;
import static io.loyalty.ingestion.record.Contracts.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.EnvelopePaths;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.record.plan.AcceptedWindow;
import io.loyalty.ingestion.record.plan.UnusableContractException;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.InvalidContractException;
import io.loyalty.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class RecordValidatorTest {
  private static final EventType TYPE =
      Contracts.type(
          """
          {"name":"memberId","type":["null","string"],"default":null,"transform":["trim","upper"],"maxLength":8},
          {"name":"storeId","type":"string","default":"none","jsonNames":["store","shop"]},
          {"name":"amount","type":["null",{"type":"bytes","logicalType":"decimal","precision":6,"scale":2}],"default":null},
          {"name":"kind","type":"string","default":"SALE","allowedValues":["SALE","RETURN"]},
          {"name":"email","type":["null","string"],"default":null,"pii":true,"maxLength":10},
          {"name":"count","type":["null","int"],"default":null},
          {"name":"flag","type":["null","boolean"],"default":null},
          {"name":"ratio","type":["null","float"],"default":null},
          {"name":"blob","type":["null","bytes"],"default":null},
          {"name":"tags","type":{"type":"map","values":"string"},"default":{}},
          {"name":"items","default":[],"type":{"type":"array","items":{"type":"record","name":"Item","fields":[
            {"name":"sku","type":"string"},{"name":"born","type":["null",{"type":"int","logicalType":"date"}],"default":null,"pii":true}]}}}
          """,
          "memberId",
          "storeId");
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();

  private final RecordValidator validator = validator(TYPE);

  @Test
  void writesEnvelopeAndHeader() {
    Envelope event =
        open(
            """
            {"specversion":"1.0","id":"0B7A3F5E-1C2D-4E3F-8A9B-0C1D2E3F4A5B","type":"test","source":"/s",
            "time":"2026-06-01T13:00:00.123456789+02:00","data":{}}""");
    Validated validated = validator.validate(event, Contracts.RECEIVED);
    GenericRecord record = read(TYPE, validated);

    assertThat(WireFormat.schemaId(valid(validated).value())).isEqualTo(Contracts.SCHEMA_ID);
    assertThat(record.get("eventId")).hasToString(Contracts.ID);
    assertThat(record.get("occurredAt")).isEqualTo(micros("2026-06-01T11:00:00.123456Z"));
    assertThat(record.get("occurredAtOffset")).isEqualTo(120);
    assertThat(record.get("receivedAt")).isEqualTo(micros("2026-06-01T11:59:59.123456Z"));
    assertThat(record.get("source")).hasToString("/s");
    assertThat(record.get("kind")).hasToString("SALE");
    assertThat(record.get("unmapped")).isNull();
  }

  @Test
  void keysByFirstFieldThatIsNotNull_afterTransforms() {
    assertThat(key("{\"memberId\":\" m1 \",\"store\":\"s1\"}")).isEqualTo("M1");
    assertThat(key("{\"shop\":\"sü\",\"memberId\":null}")).isEqualTo("sü");
    assertThat(key("{}")).isEqualTo("none");
    assertThat(key("{\"store\":\"" + "x".repeat(200) + "\"}")).isEqualTo("x".repeat(200));
  }

  @Test
  void refusesEventWithoutKey() {
    RecordValidator keyed =
        validator(
            Contracts.type(
                "{\"name\":\"a\",\"type\":[\"null\",\"string\"],\"default\":null}", "a"));

    assertThat(rules(keyed.validate(event("{\"a\":null}"), Contracts.RECEIVED)))
        .containsExactly("key-required /data/a");
  }

  @Test
  void takesDefault_forNullWhereNullIsNoValue() {
    GenericRecord record = read(TYPE, validate("{\"kind\":null,\"store\":null,\"tags\":null}"));

    assertThat(record.get("kind")).hasToString("SALE");
    assertThat(record.get("storeId")).hasToString("none");
  }

  @Test
  void keepsUnknownFields_byTheirPointer() {
    GenericRecord record =
        read(
            TYPE,
            validate(
                """
                {"x/y~z": {"a": [1, -0.50, 1E3, true, null, {}], "b\\"": "q\\u0001\\n\\u00e9😀/"},
                 "items":[{"sku":"1"},{"colour":"red","sku":"2","sizes":[ ]}], "source":"own", "data" : 1.10}"""));

    assertThat(record.get("unmapped"))
        .hasToString(
            "{\"/x~1y~0z\":{\"a\":[1,-0.50,1E3,true,null,{}],\"b\\\"\":\"q\\u0001\\u000aé😀/\"},"
                + "\"/items/1/colour\":\"red\",\"/items/1/sizes\":[],\"/source\":\"own\",\"/data\":1.10}");
  }

  @Test
  void listsEveryViolation_withItsPlace() {
    Envelope event =
        open(
            """
            {"specversion":"1.0","id":"no uuid","type":"test","source":"%s","time":"2026-02-30T00:00:00Z","data":
            {"memberId":"123456789","amount":1.005,"kind":"GIFT","email":"someone@example.org","count":2147483648,
             "flag":"true","ratio":"1","blob":"*","tags":{"a":1,"b":"\\u0000"},"store":5,
             "items":[{"sku":"a"},{"born":"2026-02-30"},7]}}"""
                .formatted("s".repeat(21)));
    Validated validated = validator.validate(event, Contracts.RECEIVED);

    assertThat(((Validated.Invalid) validated).reason()).isEqualTo("invalid");
    assertThat(rules(validated))
        .containsExactly(
            "uuid /id",
            "timestamp /time",
            "max-length /source",
            "max-length /data/memberId",
            "decimal-scale /data/amount",
            "allowed-values /data/kind",
            "max-length /data/email",
            "out-of-range /data/count",
            "type /data/flag",
            "type /data/ratio",
            "base64 /data/blob",
            "type /data/tags/a",
            "nul-character /data/tags/b",
            "type /data/store",
            "date /data/items/1/born",
            "required /data/items/1/sku",
            "type /data/items/2");
  }

  @Test
  void showsWhatItFound_cutButNeverPersonalData() {
    Map<String, String> found =
        violations(
                validate(
                    """
                    {"count":"12","kind":"%s","email":"someone@example.org","flag":{"a":1},"ratio":[1],
                     "items":[{"sku":null,"born":"secret"},{"sku":"1","born":19990101}],"amount":"1\\u0000"}"""
                        .formatted("K".repeat(100))))
            .stream()
            .collect(Collectors.toMap(Violation::path, Violation::found));

    assertThat(found)
        .containsEntry("/data/count", "\"12\"")
        .containsEntry("/data/kind", "\"" + "K".repeat(63) + "…")
        .containsEntry("/data/email", "masked")
        .containsEntry("/data/flag", "an object")
        .containsEntry("/data/ratio", "an array")
        .containsEntry("/data/items/0/sku", "null")
        .containsEntry("/data/items/0/born", "masked")
        .containsEntry("/data/items/1/born", "masked")
        .containsEntry("/data/amount", "\"1\\u0000\"");
  }

  @Test
  void listsNoMoreViolationsThanTheBound() {
    String items = String.join(",", Collections.nCopies(50, "{}"));

    assertThat(rules(validate("{\"items\":[" + items + "]}"))).hasSize(20);
  }

  @Test
  void refusesKeysGivenTwice_atEveryLevel() {
    assertThat(
            rules(
                validate(
                    """
                    {"count":1,"count":2,"store":"a","shop":"b","new":1,"new":1,"tags":{"a":"1","a":"1"},
                     "items":[{"sku":"1","sku":"1"}],"other":[{"a":1,"b":{"a":1},"a":1}]}""")))
        .containsExactly(
            "duplicate-key /data/count",
            "duplicate-key /data/shop",
            "duplicate-key /data/new",
            "duplicate-key /data/tags/a",
            "duplicate-key /data/items/0/sku",
            "duplicate-key /data/other/0/a");
  }

  @Test
  void refusesNulAndLoneSurrogates_whereverTheyStand() {
    assertThat(
            rules(
                validate(
                    """
                    {"memberId":"\\u0000","store":"\\ud800","tags":{"\\u0000":"a","b":"\\udc00\\ud800"},
                     "new":{"a":["\\ud83d"],"\\u0000":1},"\\u0000":1,"fine\\ud83d\\ude00":"\\ud83d\\ude00"}""")))
        .containsExactly(
            "nul-character /data/memberId",
            "lone-surrogate /data/store",
            "nul-character /data/tags/\\u0000",
            "lone-surrogate /data/tags/b",
            "lone-surrogate /data/new/a/0",
            "nul-character /data/new/\\u0000",
            "nul-character /data/\\u0000");
  }

  @Test
  void takesWholeNumbersHoweverTheyAreWritten_butNoStrings() {
    assertThat(read(TYPE, validate("{\"count\":5.0}")).get("count")).isEqualTo(5);
    assertThat(read(TYPE, validate("{\"count\":-50e-1}")).get("count")).isEqualTo(-5);
    assertThat(read(TYPE, validate("{\"count\":-2147483648}")).get("count"))
        .isEqualTo(Integer.MIN_VALUE);
    assertThat(rules(validate("{\"count\":\"5\"}"))).containsExactly("type /data/count");
    assertThat(rules(validate("{\"count\":5.5}"))).containsExactly("integer /data/count");
    assertThat(rules(validate("{\"count\":1e400}"))).containsExactly("out-of-range /data/count");
    assertThat(rules(validate("{\"ratio\":1e39}"))).containsExactly("out-of-range /data/ratio");
  }

  @Test
  void countsCodePoints_notCharacters() {
    assertThat(key("{\"memberId\":\"" + "😀".repeat(8) + "\"}")).isEqualTo("😀".repeat(8));
    assertThat(rules(validate("{\"memberId\":\"" + "😀".repeat(9) + "\"}")))
        .containsExactly("max-length /data/memberId");
  }

  @Test
  void refusesPayloadThatIsNoObject() {
    for (String payload : List.of("[]", "\"{}\"", "1", "true")) {
      assertThat(rules(validate(payload))).containsExactly("type /data");
    }
    assertThat(rules(validate("null"))).containsExactly("required /data");
  }

  @Test
  void refusesATypeThatAStageDerives_withAReasonOfItsOwn() {
    Map<String, Integer> ids =
        CATALOGUE.eventTypes().stream().collect(Collectors.toMap(EventType::name, each -> 1));
    Validated derived =
        new RecordValidator(CATALOGUE, ids, RecordProperties.defaults(), Contracts.CLOCK)
            .validate(
                open("{\"specversion\":\"1.0\",\"type\":\"skipped-event\",\"data\":{}}"),
                Contracts.RECEIVED);

    assertThat(((Validated.Invalid) derived).reason()).isEqualTo("derived-event-type");
    assertThat(rules(derived)).startsWith("derived-event-type /type");
  }

  @Test
  void refusesUnknownAndMissingType_withTheOtherAttributes() {
    Validated unknown =
        validator.validate(
            open("{\"specversion\":\"1.0\",\"type\":\"no\\u0000\",\"id\":\"x\"}"),
            Contracts.RECEIVED);
    Validated missing =
        validator.validate(open("{\"specversion\":\"1.0\",\"data\":{}}"), Contracts.RECEIVED);

    assertThat(((Validated.Invalid) unknown).reason()).isEqualTo("unknown-event-type");
    assertThat(rules(unknown))
        .containsExactly(
            "unknown-event-type /type", "uuid /id", "required /time", "required /source");
    assertThat(violations(unknown).get(0).found()).isEqualTo("no\\u0000");
    assertThat(((Validated.Invalid) missing).reason()).isEqualTo("unknown-event-type");
    assertThat(rules(missing)).startsWith("required /type");
  }

  @Test
  void refusesTimesOutsideTheWindow_toTheMicrosecond() {
    assertThat(at("2016-06-01T12:00:00Z")).isInstanceOf(Validated.Valid.class);
    assertThat(at("2026-06-02T12:00:00Z")).isInstanceOf(Validated.Valid.class);
    for (String time :
        List.of(
            "2016-06-01T11:59:59.999999Z",
            "2026-06-02T12:00:00.000001Z",
            "1970-01-01T00:00:00Z",
            "2999-01-01T00:00:00Z")) {
      Validated validated = at(time);
      assertThat(((Validated.Invalid) validated).reason()).isEqualTo("occurred-at-outside-window");
      assertThat(rules(validated)).containsExactly("occurred-at-outside-window /time");
    }
  }

  @Test
  void derivesIds_whenTheSettingSaysSo() {
    RecordValidator deriving =
        validator(
            TYPE,
            new RecordProperties(Period.ofYears(10), Duration.ofDays(1), 20, 64, true, null, null));

    assertThat(id(deriving, "receipt-1")).isEqualTo("72508d91-add9-5dfc-8244-bec71d97db35");
    assertThat(id(deriving, Contracts.ID)).isEqualTo(Contracts.ID);
  }

  @Test
  void refusesBrokenPayload_withoutThrowing() {
    byte[] good =
        "{\"memberId\":\"m\",\"items\":[{\"sku\":\"a\",\"new\":{\"k\":\"é\"}}],\"tags\":{\"a\":\"b\"}}"
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = good.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Validated validated = validator.validate(around(JsonSlice.of(bytes)), Contracts.RECEIVED);
      if (validated instanceof Validated.Valid) {
        assertThat(read(TYPE, validated)).isNotNull();
      } else {
        assertThat(violations(validated)).isNotEmpty();
      }
    }
    assertThat(rules(validator.validate(around(JsonSlice.of(new byte[0])), Contracts.RECEIVED)))
        .containsExactly("required /data");
    assertThat(
            rules(
                validator.validate(
                    around(JsonSlice.of("{} {}".getBytes(StandardCharsets.UTF_8))),
                    Contracts.RECEIVED)))
        .containsExactly("not-json /data");
    assertThat(
            rules(
                validator.validate(
                    around(JsonSlice.of("{\"a\":[".repeat(1000).getBytes(StandardCharsets.UTF_8))),
                    Contracts.RECEIVED)))
        .containsExactly("not-json /data");
  }

  @Test
  void servesManyThreads() {
    assertThat(
            IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> key("{\"items\":[{\"sku\":\"x\"}],\"memberId\":\"m" + i + "\"}"))
                .distinct()
                .count())
        .isEqualTo(2_000);
  }

  @Test
  void refusesContractsThatItCannotKeep() {
    assertRefused(
        "{\"name\":\"a\",\"type\":\"string\",\"transform\":[\"rot13\"]}",
        "unknown transform rot13");
    assertRefused(
        "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"maxLength\":3}",
        "for strings");
    assertRefused("{\"name\":\"a\",\"type\":\"int\"}", "no string");
    assertRefused("{\"name\":\"a\",\"type\":\"string\",\"jsonNames\":[\"a\"]}", "the name a");
    assertRefused("{\"name\":\"a\",\"type\":[\"null\",\"string\",\"int\"]}", "two fields");
    assertThatThrownBy(
            () ->
                new RecordValidator(
                    CATALOGUE, Map.of(), RecordProperties.defaults(), Contracts.CLOCK))
        .isInstanceOf(UnusableContractException.class)
        .hasMessageContaining("no schema id");
  }

  @Test
  void compilesEveryContractOfTheCatalogue() {
    Map<String, Integer> ids =
        CATALOGUE.eventTypes().stream().collect(Collectors.toMap(EventType::name, each -> 1));

    assertThat(new RecordValidator(CATALOGUE, ids, RecordProperties.defaults(), Contracts.CLOCK))
        .isNotNull();
    assertThat(ids).hasSize(10);
  }

  private static void assertRefused(String field, String message) {
    assertThatThrownBy(() -> validator(Contracts.type(field, "a")))
        .isInstanceOfAny(UnusableContractException.class, InvalidContractException.class)
        .hasMessageContaining(message);
  }

  private static String id(RecordValidator validator, String id) {
    Envelope event =
        open(
            "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"test\",\"source\":\"/pos/1\",\"time\":\"%s\",\"data\":{}}"
                .formatted(id, Contracts.NOW));
    return read(TYPE, validator.validate(event, Contracts.RECEIVED)).get("eventId").toString();
  }

  private static Envelope around(JsonSlice payload) {
    return new Envelope(
        new Envelope.Attributes(Contracts.ID, "test", "/s", Contracts.NOW.toString()),
        payload,
        payload,
        EnvelopePaths.CLOUD_EVENTS);
  }

  private Validated at(String time) {
    return validator.validate(
        open(
            "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"test\",\"source\":\"/s\",\"time\":\"%s\",\"data\":{}}"
                .formatted(Contracts.ID, time)),
        Contracts.RECEIVED);
  }

  private Validated validate(String payload) {
    return validator.validate(event(payload), Contracts.RECEIVED);
  }

  private String key(String payload) {
    return new String(valid(validate(payload)).key(), StandardCharsets.UTF_8);
  }

  private static long micros(String instant) {
    return AcceptedWindow.micros(Instant.parse(instant));
  }
}
