package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.face.testing.ApiMappings;
import io.loyalty.face.testing.OpenApi;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.asyncapi.AsyncApiDocument;
import io.loyalty.schemas.contract.EventCatalogue;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Compares the document with the service: its mappings, their parameters, and real responses. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {
  private static final OpenApi DOCUMENT = OpenApi.ofClasspath();
  private static final String ROOT = "io.loyalty.ingestion";
  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";

  private final Set<String> answered = new TreeSet<>();
  private Programme programme;
  private Api api;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = Programme.onStandardQueue(stack).start();
    api = new Api(programme.port(), Api.TOKEN);
  }

  @AfterAll
  void stopService() {
    programme.close();
  }

  @Test
  void isServedAsItIs() {
    HttpResponse<String> answer = api.get("/openapi.yaml");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/yaml");
    assertThat(new OpenApi(answer.body()).document()).isEqualTo(DOCUMENT.document());
    assertThat(DOCUMENT.document().get("openapi").asString()).isEqualTo("3.1.0");
  }

  @Test
  void theAsyncApiDocumentIsOfItsTopics() {
    HttpResponse<String> answer = api.get("/asyncapi.json");
    String version = Api.json(answer).at("/info/version").asString();

    assertThat(version).isNotEmpty();
    assertThat(answer.body())
        .isEqualTo(
            AsyncApiDocument.of(EventCatalogue.fromClasspath(), programme.prefix(), version)
                .json());
  }

  @Test
  void namesEveryMappingAndItsParametersAndNoOther() {
    RequestMappingHandlerMapping mappings =
        programme.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    assertThat(DOCUMENT.parameters()).isEqualTo(ApiMappings.of(mappings, ROOT));
  }

  @Test
  void namesEveryTypeThatARequestMayHave() {
    Set<String> consumed = new TreeSet<>();
    programme
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping ->
                mapping
                    .getConsumesCondition()
                    .getConsumableMediaTypes()
                    .forEach(type -> consumed.add(type.toString())));
    assertThat(
            DOCUMENT.operations().get("POST /validate").at("/requestBody/content").propertyNames())
        .containsExactlyInAnyOrderElementsOf(consumed);
  }

  @Test
  void tellsEveryFieldThatIsAnswered_andPublishesNothing() {
    look("GET /status", "/status", 200);
    look("GET /event-types", "/event-types", 200);
    for (String type : SampleEvents.types()) {
      look("GET /event-types/{type}", "/event-types/" + type, 200);
      post("/validate", JSON, SampleEvents.event(type), 200);
      post("/validate", JSON, SampleEvents.eventBridge(type), 200);
    }
    look("GET /event-types/{type}", "/event-types/nothing", 404);
    look("GET /asyncapi.json", "/asyncapi.json", 200);
    String lines =
        String.join(
            "\n",
            SampleEvents.event("offer-viewed"),
            SampleEvents.sns("[" + SampleEvents.event("offer-viewed") + ",{}]"),
            SampleEvents.event("nothing", "x", "{}"),
            "no json");
    JsonNode told = post("/validate", LINES, lines, 200);
    assertThat(told.at("/summary/valid").asInt()).isEqualTo(2);
    assertThat(told.at("/summary/invalid").asInt()).isEqualTo(3);
    post("/validate", JSON, "", 200);
    post("/validate", LINES, "\n".repeat(10_001), 413);
    post("/validate", JSON, "x".repeat(17 * 1024 * 1024), 413);
    post("/validate", "text/plain", "{}", 415);
    JsonNode released = post("/refused/release", JSON, "", 202);
    assertThat(released.get("released").asInt()).isZero();
    Api nobody = new Api(programme.port(), null);
    for (String path : Set.of("/validate", "/refused/release")) {
      checked("POST " + path, nobody.post(path, JSON, "{}"), 401);
      checked("POST " + path, api.send("POST", path, "{}", accepting("text/html")), 406);
    }
    checked("GET /status", api.get("/status", "Accept", "text/html"), 406);

    assertThat(answered).isEqualTo(DOCUMENT.successes());
    programme.account(0, 0, 0);
    assertThat(programme.topics().events()).isEmpty();
    assertThat(programme.topics().deadLetters()).isEmpty();
  }

  @Test
  void saysInASentenceWhatIsWrongWithARequest() {
    Api.assertRefused(api.get("/nowhere"), 404, "there is nothing at /nowhere; see /openapi.yaml");
    Api.assertRefused(
        api.send("DELETE", "/status", ""), 405, "/status does not take DELETE; it takes GET");
    Api.assertRefused(api.get("/validate"), 405, "/validate does not take GET; it takes POST");
    Api.assertRefused(
        new Api(programme.port(), "a-guess-that-is-as-long-as-a-token-is")
            .post("/nowhere", JSON, "{}"),
        401,
        "the token is not one that is configured");
    Api.assertRefused(
        api.post("/validate", JSON, "x".repeat(20 * 1024 * 1024)),
        413,
        "the body is longer than 16777216 bytes; send less at once");
  }

  private static String[] accepting(String type) {
    return new String[] {"Content-Type", JSON, "Accept", type};
  }

  private JsonNode look(String operation, String path, int status) {
    return checked(operation, api.get(path), status);
  }

  private JsonNode post(String path, String type, String body, int status) {
    return checked("POST " + path, api.post(path, type, body), status);
  }

  private JsonNode checked(String operation, HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode body = Api.json(answer);
    String type = answer.headers().firstValue("content-type").orElseThrow();
    assertThat(DOCUMENT.differences(operation, status, type, body)).as(answer.body()).isEmpty();
    if (status < 300) {
      answered.add(operation + " " + status);
    }
    return body;
  }
}
