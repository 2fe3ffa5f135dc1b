package io.loyalty.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionRulesTest {

  @Test
  void aNewOptionalFieldAndANewDocAreNoViolation() {
    assertThat(
            violations(
                FULL,
                "\"string\"",
                "\"string\"",
                ", " + field("note", "[\"null\",\"string\"]", ", \"default\": null")))
        .isEmpty();
  }

  @Test
  void aNewRequiredFieldIsAViolation() {
    assertThat(violations(FULL, "\"string\"", "\"string\"", ", " + field("note", "\"string\"", "")))
        .singleElement()
        .asString()
        .contains("against v1", "FULL_TRANSITIVE");
  }

  @Test
  void wideningIsAViolationUnlessTheTypeDeclaresBackward() {
    assertThat(violations(FULL, "\"int\"", "\"long\"", "")).hasSize(1);
    assertThat(violations(BACKWARD, "\"int\"", "\"long\"", "")).isEmpty();
  }

  @Test
  void anotherScaleIsAViolationAlthoughAvroAllowsIt() {
    assertThat(violations(FULL, decimal(12, 2), decimal(14, 4), ""))
        .containsExactly(
            "against v1: Thing.amount changes from decimal(12,2) to decimal(14,4); add a field instead");
  }

  @Test
  void anotherUnitOfTimeIsAViolationAlthoughAvroAllowsIt() {
    assertThat(
            violations(
                FULL,
                "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}",
                "[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}]",
                ""))
        .anyMatch(each -> each.contains("from timestamp-millis to timestamp-micros"));
  }

  @Test
  void rulesReachIntoArraysOfRecords() {
    String items =
        "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Item\",\"fields\":[{\"name\":\"price\",\"doc\":\"p\",\"type\":%s}]}}";
    assertThat(violations(FULL, items.formatted(decimal(8, 2)), items.formatted(decimal(8, 3)), ""))
        .containsExactly(
            "against v1: Thing.amount.price changes from decimal(8,2) to decimal(8,3); add a field instead");
  }

  @Test
  void anotherKeyIsAViolation() {
    SchemaHistory history =
        new SchemaHistory(
            schema("\"string\"", "").replace("[\"amount\"]", "[\"source\"]"),
            List.of(schema("\"string\"", "")),
            FULL);
    assertThat(EvolutionRules.violations(history))
        .singleElement()
        .asString()
        .contains("the key changes");
  }

  @Test
  void everyEarlierVersionCounts() {
    SchemaHistory history =
        new SchemaHistory(
            schema(decimal(9, 1), ""),
            List.of(schema(decimal(9, 2), ""), schema(decimal(9, 1), "")),
            FULL);
    assertThat(EvolutionRules.violations(history))
        .singleElement()
        .asString()
        .startsWith("against v1");
  }

  private static final Compatibility FULL = Compatibility.FULL_TRANSITIVE;
  private static final Compatibility BACKWARD = Compatibility.BACKWARD_TRANSITIVE;

  private static List<String> violations(
      Compatibility level, String before, String after, String more) {
    return EvolutionRules.violations(
        new SchemaHistory(schema(after, more), List.of(schema(before, "")), level));
  }

  private static String decimal(int precision, int scale) {
    return "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":%d,\"scale\":%d}"
        .formatted(precision, scale);
  }

  private static String schema(String type, String more) {
    return "{\"type\":\"record\",\"name\":\"Thing\",\"key\":[\"amount\"],\"fields\":[%s%s]}"
        .formatted(field("amount", type, ""), more);
  }

  private static String field(String name, String type, String more) {
    return "{\"name\":\"%s\",\"doc\":\"d\",\"type\":%s%s}".formatted(name, type, more);
  }
}
