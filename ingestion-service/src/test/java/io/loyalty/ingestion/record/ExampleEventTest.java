package io.loyalty.ingestion.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.schemas.contract.EventType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExampleEventTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isValid_whateverTheContract(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      EventType type =
          Contracts.type(
              "{\"name\":\"key\",\"type\":\"string\"}," + new RandomContract(random).fields(3),
              "key");
      String example = JSON.writeValueAsString(new ExampleEvent(type).at(Contracts.NOW));
      Validated validated =
          Contracts.validator(type).validate(Contracts.open(example), Contracts.RECEIVED);

      assertThat(Contracts.read(type, validated).get("unmapped")).as(example).isNull();
    }
  }

  @Test
  void keepsToLengthsSetsAndPrecisions() {
    EventType type =
        Contracts.type(
            """
            {"name":"memberId","type":"string","maxLength":64},
            {"name":"currency","type":"string","maxLength":3},
            {"name":"kind","type":"string","allowedValues":["SALE","RETURN"]},
            {"name":"share","type":{"type":"bytes","logicalType":"decimal","precision":3,"scale":3}},
            {"name":"Id","type":["null","string"],"default":null}""",
            "memberId");
    JsonNode data = JSON.valueToTree(new ExampleEvent(type).at(Contracts.NOW)).get("data");

    assertThat(data)
        .isEqualTo(
            JSON.readTree(
                """
                {"memberId":"member-1","currency":"cur","kind":"SALE","share":"0.000","Id":"Id"}"""));
    Validated validated =
        Contracts.validator(type).validate(Contracts.event(data.toString()), Contracts.RECEIVED);
    assertThat(Contracts.valid(validated).key()).asString().isEqualTo("member-1");
  }
}
