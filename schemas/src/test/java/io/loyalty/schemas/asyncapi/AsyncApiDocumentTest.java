package io.loyalty.schemas.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tests the document of the real contract, also by AsyncAPI's own JSON Schema. */
class AsyncApiDocumentTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final String TYPE = "purchase-transaction";

  private static Schema asyncApi;

  private final ObjectNode document = read(AsyncApiDocument.of(CATALOGUE, "shop", "1.2.3"));

  @BeforeAll
  static void readTheSchemaOfAsyncApi() throws IOException {
    try (InputStream schema =
        AsyncApiDocumentTest.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
      asyncApi =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(JSON.readTree(schema));
    }
  }

  private static ObjectNode read(AsyncApiDocument document) {
    return (ObjectNode) JSON.readTree(document.json());
  }

  private ObjectNode at(String pointer) {
    return (ObjectNode) document.requiredAt(pointer);
  }

  @Test
  void isValidByTheSchemaOfAsyncApi() {
    assertThat(asyncApi.validate(document)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theSchemaOfAsyncApiRefusesWhatIsNoDocument(
      String what, Consumer<AsyncApiDocumentTest> fault) {
    fault.accept(this);
    assertThat(asyncApi.validate(document)).extracting(Error::getMessage).as(what).isNotEmpty();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("no version", test -> test.at("/info").remove("version")),
        fault("an unknown field", test -> test.at("/channels/" + TYPE).put("topic", "t")),
        fault(
            "another action", test -> test.at("/operations/receive-" + TYPE).put("action", "read")),
        fault(
            "no number of partitions",
            test -> test.at("/channels/" + TYPE + "/bindings/kafka").put("partitions", 0)),
        fault(
            "a schema id in an unknown place",
            test ->
                test.at("/components/messages/" + TYPE + "/bindings/kafka")
                    .put("schemaIdLocation", "key")),
        fault(
            "an Avro record without a name",
            test -> test.at("/components/messages/" + TYPE + "/payload/schema").remove("name")));
  }

  private static Arguments fault(String what, Consumer<AsyncApiDocumentTest> change) {
    return Arguments.of(what, change);
  }

  @Test
  void everyTypeHasOneChannel_oneMessageAndOneOperation() {
    List<String> types = CATALOGUE.allTypes().stream().map(EventType::name).toList();
    assertThat(types).contains(TYPE, "store-activity", "dead-letter", "dead-letter-resolution");
    assertThat(document.get("channels").propertyNames()).containsExactlyElementsOf(types);
    assertThat(document.at("/components/messages").propertyNames())
        .containsExactlyElementsOf(types);
    assertThat(document.get("channels").values())
        .extracting(channel -> channel.get("address").asString())
        .containsExactlyElementsOf(
            CATALOGUE.allTypes().stream().map(type -> type.topicName("shop")).toList());
    assertThat(document.get("operations").values())
        .extracting(operation -> operation.at("/channel/$ref").asString())
        .containsExactlyElementsOf(types.stream().map(type -> "#/channels/" + type).toList());
    assertThat(document.get("operations").values())
        .allSatisfy(each -> assertThat(each.get("action").asString()).isEqualTo("receive"));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = document.findValues("$ref");
    // Of a channel its message; of an operation its channel and message; of a message its headers.
    assertThat(references).hasSize(4 * CATALOGUE.allTypes().size());
    assertThat(references)
        .allSatisfy(
            each ->
                assertThat(document.at(each.asString().substring(1)).isMissingNode())
                    .as(each.asString())
                    .isFalse());
  }

  @Test
  void aMessageHasTheSchemaAsItIsRegistered_itsKeyAndItsWireFormat() {
    for (EventType type : CATALOGUE.allTypes()) {
      JsonNode message = document.at("/components/messages/" + type.name());
      assertThat(message.at("/payload/schema")).isEqualTo(JSON.readTree(type.schemas().current()));
      assertThat(message.get("description").asString()).startsWith(type.doc());
    }
    assertThat(document.at("/components/messages/" + TYPE + "/bindings/kafka"))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "key": {
                    "type": "string",
                    "description": "The value of `memberId`, or where that is null of `storeId`, as UTF-8."
                  },
                  "schemaIdLocation": "payload",
                  "schemaIdPayloadEncoding": "confluent",
                  "schemaLookupStrategy": "TopicNameStrategy",
                  "bindingVersion": "0.5.0"
                }"""));
  }

  @Test
  void aDerivedTypeNamesItsStage() {
    assertThat(CATALOGUE.derivedTypes())
        .allSatisfy(
            type ->
                assertThat(document.at("/channels/" + type.name() + "/description").asString())
                    .contains("Derived by ", type.topic().derivedBy().orElseThrow()));
    assertThat(document.at("/channels/" + TYPE + "/description").asString())
        .doesNotContain("Derived");
    assertThat(document.at("/channels/purchase-enriched/tags/0/name").asString())
        .isEqualTo("derived");
  }

  @Test
  void aTopicStaysForEverUnlessTheContractNamesARetention() {
    assertThat(
            document
                .at("/channels/" + TYPE + "/bindings/kafka/topicConfiguration/retention.ms")
                .asLong())
        .isEqualTo(-1);
    EventType brief =
        EventCatalogue.read(
            CATALOGUE
                .find(TYPE)
                .orElseThrow()
                .schemas()
                .current()
                .replaceFirst("\\{", "{\"retention\": \"P30D\", \"partitions\": 6,"));
    JsonNode channel =
        read(AsyncApiDocument.of(EventCatalogue.of(List.of(brief)), "shop", "1"))
            .at("/channels/" + TYPE + "/bindings/kafka");
    assertThat(channel.get("partitions").asInt()).isEqualTo(6);
    assertThat(channel.at("/topicConfiguration/retention.ms").asLong())
        .isEqualTo(Duration.ofDays(30).toMillis());
  }

  @Test
  void headersAreThoseThatTheSchemaOfHeadersDescribes() {
    ObjectNode schema = at("/components/schemas/event-headers");
    List<String> required = new ArrayList<>();
    schema.get("required").forEach(each -> required.add(each.asString()));
    Schema headers =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
    for (EventType type : CATALOGUE.eventTypes()) {
      JsonNode example = document.at("/components/messages/" + type.name() + "/examples/0/headers");
      assertThat(example.propertyNames()).containsExactlyInAnyOrderElementsOf(required);
      assertThat(headers.validate(example)).isEmpty();
    }
  }

  @Test
  void isTheSameTextEachTime() {
    String first = AsyncApiDocument.of(EventCatalogue.fromClasspath(), "shop", "1").json();
    assertThat(AsyncApiDocument.of(EventCatalogue.fromClasspath(), "shop", "1").json())
        .isEqualTo(first)
        .startsWith("{\n  \"asyncapi\": \"3.0.0\",\n")
        .endsWith("}\n")
        .doesNotContain("\r");
  }
}
