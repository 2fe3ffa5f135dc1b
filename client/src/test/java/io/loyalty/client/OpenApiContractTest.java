package io.loyalty.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.DeadLetterFilter;
import io.loyalty.client.consumption.DeadLetterQuery;
import io.loyalty.client.ingestion.IngestionApi;
import io.loyalty.client.streams.StreamApi;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the client's interfaces and records with the services' OpenAPI documents; each service's
 * own tests compare the documents with its responses.
 */
class OpenApiContractTest {
  private static final OpenApiDocument INGESTION = OpenApiDocument.of("ingestion-service");
  private static final OpenApiDocument CONSUMPTION = OpenApiDocument.of("db-consumption-service");
  private static final OpenApiDocument STREAMS = OpenApiDocument.of("stream-service");

  @Test
  void hasEveryOperationOfIngestionWithItsParameters() {
    assertThat(operations(IngestionApi.class)).isEqualTo(INGESTION.operations());
  }

  @Test
  void hasEveryOperationOfConsumptionWithItsParameters() {
    assertThat(operations(ConsumptionApi.class)).isEqualTo(CONSUMPTION.operations());
  }

  @Test
  void hasEveryOperationOfTheStreamsWithItsParameters() {
    assertThat(operations(StreamApi.class)).isEqualTo(STREAMS.operations());
  }

  @Test
  void readsEveryFieldThatTheStreamsAnswer_andNoOther() {
    assertThat(differences(StreamApi.class, STREAMS)).isEmpty();
  }

  @Test
  void readsEveryFieldThatIngestionAnswers_andNoOther() {
    assertThat(differences(IngestionApi.class, INGESTION)).isEmpty();
  }

  @Test
  void readsEveryFieldThatConsumptionAnswers_andNoOther() {
    assertThat(differences(ConsumptionApi.class, CONSUMPTION)).isEmpty();
  }

  record Whole(int count, String name, State state, List<Part> parts) {}

  record Part(Long id) {}

  enum State {
    ON,
    OFF
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"x\":{\"type\":\"string\"} | /x is documented, and not in Whole",
        "\"count\":{\"type\":\"string\"} | /count is [string], not int",
        "\"count\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\"} | /count may be null, and int can't",
        "\"count\":{\"type\":\"integer\",\"format\":\"int64\"} | /count is int64, not int",
        "\"name\":{\"type\":\"boolean\"} | /name is [boolean], not String",
        "\"state\":{\"type\":\"string\",\"enum\":[\"ON\"]} | /state is one of [ON], not of [OFF, ON]",
        "\"parts\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{}}} | /parts/id is not documented"
      })
  void seesAFieldThatDiffers(String field, String difference) {
    JsonMapper json = new JsonMapper();
    String right =
        """
        {"type":"object","properties":{"count":{"type":"integer","format":"int32"},"name":{"type":"string"},
         "state":{"type":"string","enum":["ON","OFF"]},
         "parts":{"type":"array","items":{"type":"object","properties":{"id":{"type":"integer","format":"int64"}}}}}}""";
    assertThat(compared(json.readTree(right))).isEmpty();
    JsonNode wrong = json.readTree(right);
    JsonNode changed = json.readTree("{" + field + "}");
    changed
        .properties()
        .forEach(each -> wrong.path("properties").asObject().set(each.getKey(), each.getValue()));
    assertThat(compared(wrong)).containsExactly(difference);
  }

  private static List<String> compared(JsonNode schema) {
    List<String> differences = new ArrayList<>();
    CONSUMPTION.compare("", schema, Whole.class, differences);
    return differences;
  }

  private static Set<String> operations(Class<?> api) {
    Set<String> operations = new TreeSet<>();
    for (Method method : declared(api)) {
      List<String> parameters = new ArrayList<>();
      for (Parameter parameter : method.getParameters()) {
        PathVariable path = parameter.getAnnotation(PathVariable.class);
        RequestParam query = parameter.getAnnotation(RequestParam.class);
        if (path != null) {
          parameters.add("path " + path.value());
        } else if (parameter.getType() == MultiValueMap.class) {
          everyParameter().keySet().forEach(name -> parameters.add("query " + name));
        } else if (query != null) {
          parameters.add("query " + (query.name().isEmpty() ? query.value() : query.name()));
        }
      }
      operations.add(operation(method) + " " + new TreeSet<>(parameters));
    }
    return operations;
  }

  /** The parameters of the one query that is a record. */
  private static MultiValueMap<String, String> everyParameter() {
    return new DeadLetterQuery(
            new DeadLetterFilter(
                "a", "b", "c", "d", "e", "f", "g", Instant.EPOCH, Instant.EPOCH, List.of("h"), "i"),
            List.of("j"),
            1,
            1,
            "k")
        .parameters();
  }

  private static List<String> differences(Class<?> api, OpenApiDocument document) {
    List<String> differences = new ArrayList<>();
    for (Method method : declared(api)) {
      String operation = operation(method);
      Type answer = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
      // A dry run responds with 200, the same request without dry run with 202.
      List<List<String>> found =
          document.answers(operation).stream()
              .map(
                  schema -> {
                    List<String> each = new ArrayList<>();
                    document.compare(operation + " ", schema, answer, each);
                    return each;
                  })
              .toList();
      assertThat(found).as(operation).isNotEmpty();
      if (found.stream().noneMatch(List::isEmpty)) {
        found.forEach(differences::addAll);
      }
      for (Parameter parameter : method.getParameters()) {
        if (parameter.isAnnotationPresent(RequestBody.class) && parameter.getType().isRecord()) {
          document.compareRequest(
              operation + " request ",
              document.request(operation),
              parameter.getType(),
              differences);
        }
      }
    }
    return differences;
  }

  private static String operation(Method method) {
    GetExchange get = method.getAnnotation(GetExchange.class);
    PostExchange post = method.getAnnotation(PostExchange.class);
    return get != null
        ? "GET " + (get.value().isEmpty() ? get.url() : get.value())
        : "POST " + (post.value().isEmpty() ? post.url() : post.value());
  }

  private static List<Method> declared(Class<?> api) {
    return List.of(api.getDeclaredMethods()).stream()
        .filter(each -> Modifier.isAbstract(each.getModifiers()))
        .toList();
  }
}
