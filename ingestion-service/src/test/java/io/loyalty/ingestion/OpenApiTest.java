package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.face.testing.OpenApiRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks the document for consistency, and that differences are seen. */
class OpenApiTest extends OpenApiRules {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "\"x\":1 | /x is not documented",
        "\"summary\":1 | /summary is integer, not [object]",
        "\"events\":null | /events is null, not [array]",
        "\"events\":[{}] | /events/0/valid is not answered",
        "\"events\":[{\"station\":\"load\"}] | /events/0/station is \"load\"",
        "\"events\":[{\"record\":[]}] | /events/0/record is array, not [object]",
        "\"summary\":{\"byReason\":{\"invalid\":\"1\"}} | /summary/byReason/invalid is string, not [integer]"
      })
  void seesAnAnswerThatDiffers(String field, String difference) {
    JsonMapper json = new JsonMapper();
    String summary = "{\"events\":1,\"valid\":0,\"invalid\":1,\"byReason\":{\"invalid\":1}}";
    JsonNode right =
        json.readTree(
            "{\"summary\":%s,\"events\":[{\"position\":0,\"valid\":true,\"record\":{\"a\":[1]}}]}"
                .formatted(summary));
    JsonNode wrong = json.readTree("{\"summary\":%s,\"events\":[],%s}".formatted(summary, field));
    String operation = "POST /validate";
    assertThat(API.differences(operation, 200, "application/json", right)).isEmpty();
    assertThat(API.differences(operation, 200, "application/json", wrong)).contains(difference);
    assertThat(API.differences(operation, 201, "application/json", right)).hasSize(1);
    assertThat(API.differences(operation, 200, "text/html", right)).hasSize(1);
    assertThat(API.differences("GET /none", 200, "application/json", right)).hasSize(1);
  }
}
