package io.loyalty.ingestion.record;

import static io.loyalty.ingestion.record.Contracts.event;
import static io.loyalty.ingestion.record.Contracts.read;
import static io.loyalty.ingestion.record.Contracts.rules;
import static io.loyalty.ingestion.record.Contracts.validator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.ingestion.record.plan.UnusableContractException;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.InvalidContractException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochTest {
  private static final String MICROS = "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}";
  private static final String MILLIS = "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
  private static final EventType TYPE =
      Contracts.type(
          """
          {"name":"key","type":"string","default":"k"},
          {"name":"s","type":["null",%1$s],"default":null,"epoch":"seconds"},
          {"name":"ms","type":["null",%1$s],"default":null,"epoch":"millis"},
          {"name":"us","type":["null",%1$s],"default":null,"epoch":"micros"},
          {"name":"usToMs","type":["null",%2$s],"default":null,"epoch":"micros"},
          {"name":"all","type":{"type":"array","items":%2$s},"default":[],"epoch":"seconds"},
          {"name":"text","type":["null",%1$s],"default":null}
          """
              .formatted(MICROS, MILLIS),
          "key");

  private final RecordValidator validator = validator(TYPE);

  @ParameterizedTest
  @CsvSource({
    "s, 1478000000, 1478000000000000",
    "s, 1478000000.123456, 1478000000123456",
    "s, 1.478e9, 1478000000000000",
    "s, -1, -1000000",
    "s, 0, 0",
    "s, 253402300799.999999, 253402300799999999",
    "s, -62135596800, -62135596800000000",
    "ms, 1478000000123, 1478000000123000",
    "ms, 1478000000123.456, 1478000000123456",
    "us, 1478000000123456, 1478000000123456",
    "us, 1478000000123456.00, 1478000000123456",
    "usToMs, 1478000000123000, 1478000000123",
    "s, '\"2016-11-01T11:33:20Z\"', 1478000000000000",
  })
  void takesNumbersWhereTheContractSaysSo_exactly(String field, String json, long stored) {
    assertThat(read(TYPE, validate("{\"%s\":%s}".formatted(field, json))).get(field))
        .isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({
    "s, 1478000000.1234567, timestamp",
    "us, 1478000000123456.5, timestamp",
    "usToMs, 1478000000123456, timestamp",
    "s, 1e-999999999, timestamp",
    "s, 253402300800, out-of-range",
    "s, -62135596800.000001, out-of-range",
    "ms, 253402300800000, out-of-range",
    "us, 1e999999999, out-of-range",
    "s, 99999999999999999999, out-of-range",
    "s, '\"1478000000\"', timestamp",
    "s, true, type",
    "text, 1478000000, type",
  })
  void refusesWhatIsNoTime_orTooFineToBeKept(String field, String json, String rule) {
    assertThat(rules(validate("{\"%s\":%s}".formatted(field, json))))
        .containsExactly(rule + " /data/" + field);
  }

  @Test
  void takesNumbersInArraysToo() {
    assertThat(read(TYPE, validate("{\"all\":[1,\"1970-01-01T00:00:02Z\"]}")).get("all"))
        .hasToString("[1000, 2000]");
  }

  @Test
  void refusesContractsThatAskForItElsewhere() {
    assertUnusable(
        "{\"name\":\"a\",\"type\":\"string\",\"epoch\":\"seconds\"}", "is for timestamps");
    assertUnusable("{\"name\":\"a\",\"type\":\"long\",\"epoch\":\"seconds\"}", "is for timestamps");
    assertUnusable(
        "{\"name\":\"a\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"epoch\":\"seconds\"}",
        "is for timestamps");
    assertUnusable(
        "{\"name\":\"a\",\"type\":%s,\"epoch\":\"days\"}".formatted(MICROS), "make it seconds");
  }

  private static void assertUnusable(String field, String message) {
    String fields = "{\"name\":\"key\",\"type\":\"string\",\"default\":\"k\"}," + field;
    assertThatThrownBy(() -> validator(Contracts.type(fields, "key")))
        .isInstanceOfAny(UnusableContractException.class, InvalidContractException.class)
        .hasMessageContaining(message);
  }

  private Validated validate(String payload) {
    return validator.validate(event(payload), Contracts.RECEIVED);
  }
}
