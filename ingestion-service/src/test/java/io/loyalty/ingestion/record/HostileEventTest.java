package io.loyalty.ingestion.record;

import static io.loyalty.ingestion.record.Contracts.event;
import static io.loyalty.ingestion.record.Contracts.read;
import static io.loyalty.ingestion.record.Contracts.rules;
import static io.loyalty.ingestion.record.Contracts.validator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.EnvelopePaths;
import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.record.plan.UnusableContractException;
import io.loyalty.schemas.contract.EventType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Tests that every event yields a record, violations or a refusal, in a short time. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileEventTest {
  private static final EventType TYPE =
      Contracts.type(
          """
          {"name":"key","type":"string","default":"k"},
          {"name":"int","type":["null","int"],"default":null},
          {"name":"long","type":["null","long"],"default":null},
          {"name":"float","type":["null","float"],"default":null},
          {"name":"double","type":["null","double"],"default":null},
          {"name":"decimal","type":["null",{"type":"bytes","logicalType":"decimal","precision":38,"scale":10}],"default":null},
          {"name":"time","type":["null",{"type":"long","logicalType":"timestamp-micros"}],"default":null,"epoch":"seconds"},
          {"name":"text","type":["null","string"],"default":null,"transform":["trim","upper"]},
          {"name":"bytes","type":["null","bytes"],"default":null},
          {"name":"kind","type":["null",{"type":"enum","name":"Kind","symbols":["A","B"]}],"default":null},
          {"name":"map","type":{"type":"map","values":"string"},"default":{}},
          {"name":"list","default":[],"type":{"type":"array","items":{"type":"record","name":"Item","fields":[
            {"name":"sku","type":["null","string"],"default":null}]}}}
          """,
          "key");
  private static final List<String> FIELDS =
      List.of(
          "key", "int", "long", "float", "double", "decimal", "time", "text", "bytes", "kind",
          "map", "list", "sku", "new");
  private static final String ALPHABET = "{}[]\"\"\",::,\\ 019.-+etrufalsn\t\u0001xA";
  private static final JsonFactory JACKSON = new JsonFactory();

  private final RecordValidator validator = validator(TYPE);
  private final EnvelopeReader reader = new EnvelopeReader(EnvelopeProperties.defaults());

  @ParameterizedTest
  @CsvSource({
    "int, 1e999999999, out-of-range",
    "long, -1e999999999, out-of-range",
    "int, 1e-999999999, integer",
    "float, 1e999999999, out-of-range",
    "double, 1e999999999, out-of-range",
    "double, -1e999999999999999999999, out-of-range",
    "decimal, 1e999999999, decimal-precision",
    "decimal, 1e-999999999, decimal-scale",
    "decimal, 1e99999999999999999999, decimal-precision",
    "decimal, '\"1e999999999\"', decimal-precision",
    "time, 1e999999999, out-of-range",
    "time, 1e-999999999, timestamp",
  })
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void refusesHugeExponents_withoutWorkingThemOut(String field, String number, String rule) {
    assertThat(rules(validate("{\"%s\":%s}".formatted(field, number))))
        .containsExactly(rule + " /data/" + field);
  }

  @Test
  void takesHugeExponentsOfZero_andTinyOnesOfFloats() {
    assertThat(read(TYPE, validate("{\"int\":0e999999999}")).get("int")).isEqualTo(0);
    assertThat(read(TYPE, validate("{\"double\":1e-999999999}")).get("double")).isEqualTo(0.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"int", "long", "float", "double", "decimal", "time"})
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void readsMillionDigits_inTimeLinearInThem(String field) {
    String digits = "9".repeat(900_000);
    for (String number : List.of(digits, "0." + digits, "-" + digits + "e-900000", digits + "e5")) {
      Validated validated = validate("{\"%s\":%s}".formatted(field, number));

      assertThat(validated instanceof Validated.Valid || rules(validated).size() == 1).isTrue();
    }
    assertThat(
            read(TYPE, validate("{\"%s\":1.%s}".formatted(field, "0".repeat(900_000)))).get(field))
        .isNotNull();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void takesLongNames_everywhere() {
    String name = "n".repeat(300_000);

    assertThat(validate("{\"%s\":1}".formatted(name))).isInstanceOf(Validated.Valid.class);
    assertThat(validate("{\"map\":{\"%s\":\"1\"}}".formatted(name)))
        .isInstanceOf(Validated.Valid.class);
    assertThat(validate("{\"new\":{\"%s\":{\"%s\":1}}}".formatted(name, name)))
        .isInstanceOf(Validated.Valid.class);
    assertThat(rules(validate("{\"map\":{\"%s\":1}}".formatted(name))).get(0))
        .hasSizeLessThan(300)
        .startsWith("type /data/map/nnn");
  }

  @Test
  void refusesDeepNesting_whereverItStands() {
    for (String field : FIELDS) {
      for (String open : List.of("[", "{\"a\":")) {
        String close = open.equals("[") ? "]" : "}";
        String deep = open.repeat(490) + "1" + close.repeat(490);
        byte[] payload = "{\"%s\":%s}".formatted(field, deep).getBytes(StandardCharsets.UTF_8);
        Validated validated = validator.validate(around(JsonSlice.of(payload)), Contracts.RECEIVED);
        byte[] deeper =
            "{\"%s\":%s}".formatted(field, open.repeat(100_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(validated instanceof Validated.Valid || !rules(validated).isEmpty()).isTrue();
        assertThat(rules(validator.validate(around(JsonSlice.of(deeper)), Contracts.RECEIVED)))
            .contains("not-json /data");
      }
    }
  }

  /**
   * Checks that a payload is valid only if Jackson reads it as well, and not JSON only if Jackson
   * refuses it.
   */
  @Test
  void agreesWithJackson_onWhatIsJson() {
    Random random = new Random(9);
    String good =
        """
        {"key":"k\\u00e9","int":-5.0,"decimal":"1.50","time":1478000000,"text":" a\\"b ","kind":"A",
         "map":{"a":"é","b":"\\ud83d\\ude00"},"list":[{"sku":"1","new":[1,{"x":null}]},{}],"flag":true}""";
    int valid = 0;
    int broken = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] payload = mutated(good, random);
      Validated validated = validator.validate(around(JsonSlice.of(payload)), Contracts.RECEIVED);
      boolean json = isJson(payload);
      if (validated instanceof Validated.Valid) {
        assertThat(json).as(new String(payload, StandardCharsets.UTF_8)).isTrue();
        assertThat(read(TYPE, validated)).isNotNull();
        valid++;
      } else {
        boolean notJson = ((Validated.Invalid) validated).reason().equals("not-json");
        assertThat(notJson && json).as(new String(payload, StandardCharsets.UTF_8)).isFalse();
        broken += notJson ? 1 : 0;
      }
    }
    assertThat(valid).isGreaterThan(1_000);
    assertThat(broken).isGreaterThan(1_000);
  }

  @Test
  void answersForArbitraryBytes() {
    Random random = new Random(10);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        if (random.nextInt(4) > 0) {
          bytes[j] = pick(random);
        }
      }
      Validated validated = validator.validate(around(JsonSlice.of(bytes)), Contracts.RECEIVED);
      assertThat(validated instanceof Validated.Valid || !rules(validated).isEmpty()).isTrue();
      for (Opened opened : reader.open(bytes)) {
        if (opened instanceof Opened.Event event) {
          assertThat(validator.validate(event.envelope(), Contracts.RECEIVED)).isNotNull();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"string\",\"int\"]",
        "[\"null\",\"string\",\"int\"]",
        "[\"null\"]",
        "[\"string\"]",
        "{\"type\":\"array\",\"items\":[\"null\",\"string\",\"long\"]}",
        "{\"type\":\"map\",\"values\":[\"string\",\"long\"]}",
      })
  void refusesToStart_withAUnionOfMoreThanNullAndOneType(String union) {
    EventType type =
        Contracts.type(
            "{\"name\":\"key\",\"type\":\"string\"},{\"name\":\"a\",\"type\":%s}".formatted(union),
            "key");

    assertThatThrownBy(() -> validator(type))
        .isInstanceOf(UnusableContractException.class)
        .hasMessage("test.a: of unions only null and one type is carried; make it two fields");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'fixed','name':'F','size':4}|the type FIXED",
        "{'type':'fixed','name':'F','size':12,'logicalType':'duration'}|the logical type duration",
        "{'type':'fixed','name':'F','size':8,'logicalType':'decimal','precision':9,'scale':2}|the logical type decimal",
        "{'type':'long','logicalType':'timestamp-nanos'}|the logical type timestamp-nanos",
        "{'type':'long','logicalType':'local-timestamp-micros'}|the logical type local-timestamp-micros",
        "{'type':'null'}|the type NULL",
      })
  void refusesToStart_withATypeThatIsNotCarried(String type, String named) {
    EventType contract =
        Contracts.type(
            "{\"name\":\"key\",\"type\":\"string\"},{\"name\":\"a\",\"type\":%s}"
                .formatted(type.replace('\'', '"')),
            "key");

    assertThatThrownBy(() -> validator(contract))
        .isInstanceOf(UnusableContractException.class)
        .hasMessage("test.a: %s is not carried", named);
  }

  private static byte pick(Random random) {
    return (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }

  private static byte[] mutated(String good, Random random) {
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = pick(random);
    }
    return bytes;
  }

  /** Jackson refuses lone surrogates in names; this reader reports them as invalid text. */
  private static boolean isJson(byte[] text) {
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static Envelope around(JsonSlice payload) {
    return new Envelope(
        new Envelope.Attributes(Contracts.ID, "test", "/s", Contracts.NOW.toString()),
        payload,
        payload,
        EnvelopePaths.CLOUD_EVENTS);
  }

  private Validated validate(String payload) {
    return validator.validate(event(payload), Contracts.RECEIVED);
  }
}
