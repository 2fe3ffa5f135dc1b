package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.replay.ReplayRequest;
import io.loyalty.face.testing.OpenApi;
import io.loyalty.face.testing.OpenApiRules;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the document with itself and with the request, and tests that it finds differences. */
class OpenApiTest extends OpenApiRules {
  private static final Map<Class<?>, String> TYPES =
      Map.of(
          List.class, "array",
          String.class, "string",
          Instant.class, "string date-time",
          Long.class, "integer int64",
          Integer.class, "integer int32",
          Boolean.class, "boolean");

  private static final String RECONCILIATION =
      """
      {"id":"00000000-0000-0000-0000-000000000007","state":"FINISHED","reason":null,"requestedBy":null,
       "eventType":null,"deep":false,"startedAt":"2026-01-01T00:00:00Z","endedAt":null,"partitions":1,
       "partitionsDone":1,"records":0,"unaccounted":0,"unproven":0,"result":%s}""";

  @Test
  void hasTheFieldsOfAReplayRequestAndNoOther() {
    Map<String, String> documented = new TreeMap<>();
    API.schema("ReplayRequest")
        .get("properties")
        .properties()
        .forEach(
            field -> {
              assertThat(OpenApi.types(field.getValue())).hasSize(2).last().isEqualTo("null");
              documented.put(
                  field.getKey(),
                  (OpenApi.types(field.getValue()).get(0)
                          + " "
                          + field.getValue().path("format").asString(""))
                      .strip());
            });
    // This is only in requests: a stored request names its types.
    Map<String, String> read = new TreeMap<>(Map.of("all", "boolean"));
    Arrays.stream(ReplayRequest.class.getRecordComponents())
        .forEach(field -> read.put(field.getName(), TYPES.get(field.getType())));
    assertThat(documented).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "\"x\":1 | /x is not documented",
        "\"unaccounted\":\"1\" | /unaccounted is string, not [integer]",
        "\"unaccounted\":null | /unaccounted is null, not [integer]",
        "\"partitions\":[{}] | /partitions/0/topic is not answered",
        "\"partitions\":[{\"x\":1}] | /partitions/0/x is not documented"
      })
  void seesAnAnswerThatDiffers(String field, String difference) {
    JsonMapper json = new JsonMapper();
    String found = "{\"unaccounted\":0,\"unproven\":0,\"partitions\":[]%s}";
    String operation = "GET /reconciliations/{id}";
    JsonNode right = json.readTree(RECONCILIATION.formatted(found.formatted("")));
    JsonNode wrong = json.readTree(RECONCILIATION.formatted(found.formatted("," + field)));
    assertThat(API.differences(operation, 200, "application/json", right)).isEmpty();
    assertThat(API.differences(operation, 200, "application/json", wrong))
        .contains("/result" + difference);
    assertThat(API.differences(operation, 201, "application/json", right)).hasSize(1);
    assertThat(API.differences(operation, 200, "text/html", right)).hasSize(1);
    assertThat(API.differences("GET /none", 200, "application/json", right)).hasSize(1);
  }
}
