package io.loyalty.face.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Checks rules that apply to the OpenAPI document of every service; the test of each service
 * extends this class.
 */
public abstract class OpenApiRules {
  /** Holds the document of the service on the class path. */
  protected static final OpenApi API = OpenApi.ofClasspath();

  @Test
  void describesEverySchemaAndEveryField() {
    for (Map.Entry<String, JsonNode> schema :
        API.document().at("/components/schemas").properties()) {
      assertThat(schema.getValue().path("description").asString(""))
          .as(schema.getKey())
          .isNotBlank();
      schema
          .getValue()
          .path("properties")
          .properties()
          .forEach(
              field ->
                  assertThat(API.resolved(field.getValue()).path("description").asString(""))
                      .as(schema.getKey() + "." + field.getKey())
                      .isNotBlank());
    }
  }

  @Test
  void refersToNothingThatIsNotThere_andHasNothingThatNobodyRefersTo() {
    List<String> references =
        API.document().findValuesAsString("$ref").stream().distinct().toList();
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(API.document().at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
    for (String kind : List.of("schemas", "responses", "parameters")) {
      API.document()
          .at("/components/" + kind)
          .properties()
          .forEach(
              part ->
                  assertThat(references).contains("#/components/" + kind + "/" + part.getKey()));
    }
  }

  @Test
  void wantsATokenForEverything() {
    API.operations()
        .forEach(
            (name, operation) -> {
              assertThat(operation.path("security").path(0).has("token")).as(name).isTrue();
              assertThat(operation.get("responses").has("401")).as(name).isTrue();
              assertThat(operation.get("responses").has("403")).as(name).isTrue();
            });
    assertThat(API.document().at("/components/securitySchemes/token/scheme").asString())
        .isEqualTo("bearer");
  }
}
