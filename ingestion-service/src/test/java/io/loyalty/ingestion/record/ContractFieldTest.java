package io.loyalty.ingestion.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.schemas.contract.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractFieldTest {
  private static final EventType TYPE =
      Contracts.type(
          """
          {"name":"memberId","type":"string","doc":"The member.","jsonNames":["member"],"maxLength":64,
           "format":"non-blank","pattern":"M-[0-9]+",
           "transform":["trim","hash"]},
          {"name":"kind","type":"string","doc":"d","allowedValues":["A","B"],"default":"A"},
          {"name":"address","pii":true,"doc":"d","type":["null",{"type":"record","name":"A","fields":[
            {"name":"street","type":"string","doc":"d"}]}],"default":null},
          {"name":"lines","doc":"d","type":{"type":"array","items":{"type":"record","name":"L","fields":[
            {"name":"amount","doc":"d","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}}]}}},
          {"name":"facts","doc":"d","type":{"type":"map","values":"long"}}""",
          "memberId");

  @Test
  void tellsWhatTheContractSaysOfAField() {
    assertThat(ContractField.ofPayload(TYPE).get(0))
        .isEqualTo(
            new ContractField(
                "memberId",
                "string",
                true,
                "The member.",
                List.of("member"),
                true,
                List.of("trim", "hash"),
                64,
                List.of(),
                "non-blank",
                "M-[0-9]+"));
    assertThat(ContractField.ofPayload(TYPE).get(0).hashed()).isTrue();
    assertThat(ContractField.ofPayload(TYPE).get(1).allowedValues()).containsExactly("A", "B");
  }

  @Test
  void namesFieldsWithinFieldsByTheirPath() {
    assertThat(ContractField.ofPayload(TYPE))
        .extracting(
            field ->
                "%s %s%s%s"
                    .formatted(
                        field.path(),
                        field.type(),
                        field.required() ? " required" : "",
                        field.personal() ? " personal" : ""))
        .containsExactly(
            "memberId string required personal",
            "kind string",
            "address object personal",
            "address.street string required personal",
            "lines array of object required",
            "lines[].amount decimal(12,2) required",
            "facts map of long required");
    assertThat(ContractField.of(TYPE)).first().extracting(ContractField::path).isEqualTo("eventId");
    assertThat(ContractField.of(TYPE)).last().extracting(ContractField::path).isEqualTo("unmapped");
  }
}
