package io.loyalty.ingestion.record;

import static io.loyalty.ingestion.record.Contracts.event;
import static io.loyalty.ingestion.record.Contracts.read;
import static io.loyalty.ingestion.record.Contracts.rules;
import static io.loyalty.ingestion.record.Contracts.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.ingestion.record.plan.Rule;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.InvalidContractException;
import io.loyalty.schemas.text.TextFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tests the rules of texts: formats, patterns, and that required texts are not blank. */
class TextRulesTest {
  private static final String FIELDS =
      """
      {"name":"memberId","type":["null","string"],"default":null,"transform":["trim"]},
      {"name":"storeId","type":"string"},
      {"name":"code","type":["null","string"],"default":null,"pattern":"[A-Z]{2}-\\\\d{1,4}"},
      {"name":"country","type":["null","string"],"default":null,"format":"iso-3166","transform":["trim","upper"]},
      {"name":"email","type":["null","string"],"default":null,"format":"email","transform":["trim","lower"],"pii":true},
      {"name":"ids","type":{"type":"array","items":"string"},"default":[],"format":"non-blank"}""";
  private static final EventType TYPE = Contracts.type(FIELDS, "memberId", "storeId");
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();

  private final RecordValidator validator = Contracts.validator(TYPE);

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"  \"", "\"\\u00a0\\u3000\"", "\"\\t\\n\""})
  void refusesABlankKeyField_likeAMissingOne(String blank) {
    assertThat(rules(validate("{\"storeId\":" + blank + "}")))
        .containsExactly("required /data/storeId");
    assertThat(rules(validate("{\"storeId\":\"s\",\"memberId\":" + blank + "}")))
        .containsExactly("non-blank /data/memberId");
  }

  @Test
  void takesAFieldOfItsFormat_afterItsTransforms() {
    var record =
        read(
            TYPE,
            validate(
                """
                {"storeId":"s","code":"AB-12","country":" de\\u00a0","ids":["a"],
                 "email":"\\u00a0\\u3000 Kim@Example.com\\u2028"}"""));

    assertThat(record.get("country")).hasToString("DE");
    assertThat(record.get("email")).hasToString("kim@example.com");
  }

  @Test
  void namesTheRuleThatAFieldBreaks_andMasksWhatIsPersonal() {
    Validated refused =
        validate(
            """
            {"storeId":"s","code":"ab-12","country":"xx","email":"kim at home","ids":["a"," "]}""");

    assertThat(rules(refused))
        .containsExactly(
            "pattern /data/code",
            "iso-3166 /data/country",
            "email /data/email",
            "non-blank /data/ids/1");
    assertThat(Contracts.violations(refused).get(0).expected()).contains("[A-Z]{2}-\\d{1,4}");
    assertThat(Contracts.violations(refused).get(2).found()).isEqualTo("masked");
  }

  @ParameterizedTest
  @CsvSource({
    "İI, lower, i̇i",
    "ßıi, upper, SSII",
    "ΑΣ, lower, ας",
    "ǆ, upper, Ǆ",
    "𐐨, upper, 𐐀"
  })
  void changesCaseByUnicode_whateverTheLanguageOfTheMachine(
      String text, String how, String stored) {
    EventType type =
        Contracts.type(
            "{\"name\":\"a\",\"type\":\"string\",\"transform\":[\"%s\"]}".formatted(how), "a");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale.Builder().setLanguage("tr").build());
      Validated validated =
          Contracts.validator(type)
              .validate(event("{\"a\":\"%s\"}".formatted(text)), Contracts.RECEIVED);

      assertThat(read(type, validated).get("a")).hasToString(stored);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void hasARuleForEachFormat_ofTheSameCode() {
    for (TextFormat format : TextFormat.values()) {
      assertThat(Rule.of(format).code()).isEqualTo(format.code());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          purchase-transaction | currency     | ""        | iso-4217 /data/currency
          purchase-transaction | currency     | "€"       | iso-4217 /data/currency
          purchase-transaction | currency     | "usd"     | iso-4217 /data/currency
          purchase-transaction | storeId      | ""        | required /data/storeId
          purchase-transaction | memberId     | " "       | non-blank /data/memberId
          member-enrolled      | memberId     | ""        | required /data/memberId
          member-enrolled      | email        | "kim"     | email /data/email
          coupon-redeemed      | couponCode   | ""        | required /data/couponCode
          coupon-redeemed      | campaignId   | "\\u3000" | required /data/campaignId
          reward-redeemed      | redemptionId | ""        | required /data/redemptionId
          device-login         | deviceId     | ""        | required /data/deviceId
          """)
  void keepsWhatTheContractsOfTheTenTypesPromise(
      String type, String field, String value, String rule) {
    RecordValidator ten =
        new RecordValidator(
            CATALOGUE,
            CATALOGUE.eventTypes().stream().collect(Collectors.toMap(EventType::name, t -> 1)),
            RecordProperties.defaults(),
            Contracts.CLOCK);
    Map<String, Object> event =
        new ExampleEvent(CATALOGUE.find(type).orElseThrow()).at(Contracts.NOW);
    JsonMapper json = new JsonMapper();
    var tree = (ObjectNode) json.valueToTree(event);
    valid(ten.validate(Contracts.open(tree.toString()), Contracts.RECEIVED));

    tree.withObject("/data").set(field, json.readTree(value));

    assertThat(rules(ten.validate(Contracts.open(tree.toString()), Contracts.RECEIVED)))
        .containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"pattern\":\"(a|b)\"", "\"format\":\"iso-9999\"", "\"pattern\":\"[\""})
  void refusesAContractThatItCannotKeep(String attribute) {
    String fields =
        "{\"name\":\"key\",\"type\":\"string\"},{\"name\":\"a\",\"type\":\"string\",%s}"
            .formatted(attribute);

    assertThatThrownBy(() -> Contracts.type(fields, "key"))
        .isInstanceOf(InvalidContractException.class)
        .hasMessageContaining("test.a");
  }

  private Validated validate(String payload) {
    return validator.validate(event(payload), Contracts.RECEIVED);
  }
}
