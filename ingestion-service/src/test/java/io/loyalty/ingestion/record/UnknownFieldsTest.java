package io.loyalty.ingestion.record;

import static io.loyalty.ingestion.record.Contracts.event;
import static io.loyalty.ingestion.record.Contracts.valid;
import static io.loyalty.ingestion.record.Contracts.validator;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.schemas.contract.EventType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnknownFieldsTest {
  private static final EventType TYPE =
      Contracts.type(
          """
          {"name":"key","type":"string","default":"k"},
          {"name":"items","default":[],"type":{"type":"array","items":{"type":"record","name":"Item","fields":[
            {"name":"sku","type":"string"}]}}},
          {"name":"byStore","default":{},"type":{"type":"map","values":{"type":"record","name":"Sale","fields":[
            {"name":"lines","default":[],"type":{"type":"array","items":"Item"}}]}}}
          """,
          "key");

  private final RecordValidator validator = validator(TYPE);

  @Test
  void tellsEachPlaceOnce_withoutIndexesAndKeysOfMaps() {
    assertThat(
            unknown(
                """
                {"items":[{"sku":"1","colour":"red"},{"colour":"blue","sku":"2","a/b~":[{"deep":1}]}],
                 "byStore":{"319":{"till":7,"lines":[{"sku":"3","colour":"red"}]},"320":{"till":8}},
                 "new":{"inner":1},"0":1}"""))
        .containsExactly(
            "/items/*/colour",
            "/items/*/a~1b~0",
            "/byStore/*/till",
            "/byStore/*/lines/*/colour",
            "/new",
            "/0");
  }

  @Test
  void tellsNothing_whenAllIsKnown_alsoAfterAnEventThatWasRefused() {
    assertThat(
            validator.validate(
                event("{\"byStore\":{\"a\":{\"till\":1,\"lines\":7}}}"), Contracts.RECEIVED))
        .isInstanceOf(Validated.Invalid.class);

    assertThat(unknown("{}")).isSameAs(List.of());
    assertThat(unknown("{\"x\":{\"y\":1}}")).containsExactly("/x");
  }

  @Test
  void tellsNoMoreThanTheBound_cutAndFitToBeShown() {
    String many =
        IntStream.range(0, 50).mapToObj("\"n%d\":1"::formatted).collect(Collectors.joining(","));

    assertThat(unknown("{" + many + "}")).hasSize(20).startsWith("/n0", "/n1");
    assertThat(unknown("{\"" + "x".repeat(300) + "\":1}").get(0)).hasSize(257);
    assertThat(unknown("{\"a\\nb\":1}")).containsExactly("/a\\u000ab");
  }

  private List<String> unknown(String payload) {
    return valid(validator.validate(event(payload), Contracts.RECEIVED)).unknownFields();
  }
}
