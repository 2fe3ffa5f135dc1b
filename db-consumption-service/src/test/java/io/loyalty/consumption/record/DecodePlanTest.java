package io.loyalty.consumption.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DecodePlanTest {
  private static final String ENVELOPE =
      """
      {"name": "eventId", "type": {"type": "string", "logicalType": "uuid"}, "doc": "d"},
      {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "d"},
      {"name": "occurredAtOffset", "type": "int", "doc": "d"},
      {"name": "receivedAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "d"},
      {"name": "source", "type": "string", "doc": "d"},
      """;

  @Test
  void columnsStandInTheOrderOfTheWritersFields() {
    DecodePlan plan =
        DecodePlan.compile(
            9,
            contract(
                """
                {"name": "b", "type": "int", "doc": "d"},
                {"name": "store", "doc": "d", "type": ["null", {"type": "record", "name": "Store", "fields": [
                  {"name": "id", "type": "string", "doc": "d"},
                  {"name": "a", "type": "int", "doc": "d"}]}]},
                """));

    assertThat(plan.schemaId()).isEqualTo(9);
    assertThat(plan.table().columns().stream().skip(5).map(column -> column.name()))
        .containsExactly("b", "store_id", "store_a", "unmapped");
  }

  @Test
  void aRecordWithinItselfHasNoPlan() {
    assertUnreadable(
        """
        {"name": "node", "doc": "d", "type": {"type": "record", "name": "Node", "fields": [
          {"name": "next", "type": ["null", "Node"], "doc": "d"}]}},
        """,
        "a record within itself");
  }

  @Test
  void anArrayOfRecordsWithoutFieldsHasNoPlan() {
    assertUnreadable(
        """
        {"name": "lines", "doc": "d", "type": {"type": "array", "items":
          {"type": "record", "name": "Line", "fields": []}}},
        """,
        "a record without fields");
  }

  @Test
  void whatIsNoContractHasNoPlan() {
    assertThatThrownBy(() -> DecodePlan.compile(9, "{"))
        .isInstanceOf(UnreadableSchemaException.class)
        .hasMessageStartingWith("schema 9: ");
    assertThatThrownBy(() -> DecodePlan.compile(9, "\"string\""))
        .isInstanceOf(UnreadableSchemaException.class);
    assertUnreadable(
        """
        {"name": "either", "type": ["string", "int"], "doc": "d"},
        """,
        "of unions only");
  }

  @Test
  void aRecordOfAnotherSchemaIsAFaultOfTheCaller() {
    DecodePlan plan = DecodePlan.compile(9, contract(""));
    assertThatThrownBy(() -> plan.decode(new AvroCursor(), new byte[] {0, 0, 0, 0, 8}, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertUnreadable(String fields, String reason) {
    assertThatThrownBy(() -> DecodePlan.compile(9, contract(fields)))
        .isInstanceOf(UnreadableSchemaException.class)
        .hasMessageContaining(reason);
  }

  private static String contract(String fields) {
    return """
        {"type": "record", "name": "Tested", "namespace": "test", "doc": "d", "eventType": "tested",
         "key": ["source"], "fields": [%s %s {"name": "unmapped", "type": ["null", "string"], "doc": "d"}]}
        """
        .formatted(ENVELOPE, fields);
  }
}
