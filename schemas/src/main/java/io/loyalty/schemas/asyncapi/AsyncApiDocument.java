package io.loyalty.schemas.asyncapi;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.ExampleRecord;
import java.util.Locale;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the topics of the contract as an AsyncAPI 3.0 document: a channel for each event type,
 * the derived ones and the pipeline's own included. AsyncAPI 3 names actions from the view of the
 * application that a document describes. This one describes a reader of the topics, the application
 * that it is generated for, so that each operation is {@code receive}. Immutable and thread-safe.
 *
 * @see <a href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">AsyncAPI 3.0.0</a>
 */
public final class AsyncApiDocument {
  private static final JsonMapper JSON = new JsonMapper();

  /** Is the derivedBy of events that every stage derives. */
  private static final String EVERY_STAGE = "stream-service";

  private static final String DESCRIPTION =
      """
      The topics of the loyalty event pipeline, for applications that read them: each operation is one of the reader's.

      A record's value is a zero byte, the id of its schema in the registry as four bytes in network order, and the \
      event as Avro. Schemas evolve compatibly.

      An event may be there several times, always with the same `eventId`: count each id once. Events of one key are \
      in the order in which they were published. Read with `isolation.level=read_committed`, and with a group id of \
      your own.

      Partitions and retention are those with which a topic is made. In a schema, `pii` marks personal data.""";

  private final EventCatalogue catalogue;
  private final String prefix;
  private final ObjectNode root = JSON.createObjectNode();

  private AsyncApiDocument(EventCatalogue catalogue, String prefix, String version) {
    this.catalogue = catalogue;
    this.prefix = prefix;
    root.put("asyncapi", "3.0.0");
    info(root.putObject("info"), version);
    root.put("defaultContentType", "application/avro");
    ObjectNode channels = root.putObject("channels");
    ObjectNode operations = root.putObject("operations");
    ObjectNode components = root.putObject("components");
    ObjectNode messages = components.putObject("messages");
    for (EventType type : catalogue.allTypes()) {
      channel(channels.putObject(type.name()), type);
      operation(operations.putObject("receive-" + type.name()), type);
      message(messages.putObject(type.name()), type);
    }
    ObjectNode schemas = components.putObject("schemas");
    schemas.set("event-headers", RecordHeaders.ofEvents());
    schemas.set("pipeline-headers", RecordHeaders.ofThePipeline());
  }

  /**
   * Describes all topics of the catalogue.
   *
   * @param prefix the programme, with which the names of its topics begin
   * @param version the version of the product
   */
  public static AsyncApiDocument of(EventCatalogue catalogue, String prefix, String version) {
    return new AsyncApiDocument(catalogue, prefix, version);
  }

  /** Returns the document as indented JSON; the same contract gives the same text. */
  public String json() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return JSON.writer()
            .with(
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(lines)
                    .withArrayIndenter(lines))
            .writeValueAsString(root)
        + "\n";
  }

  private static void info(ObjectNode info, String version) {
    info.put("title", "Loyalty event pipeline");
    info.put("version", version);
    info.put("description", DESCRIPTION);
    info.putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0.txt");
  }

  private void channel(ObjectNode channel, EventType type) {
    channel.put("address", type.topicName(prefix));
    reference(
        channel.putObject("messages").putObject(type.name()), "components/messages/" + type.name());
    channel.put("title", title(type));
    channel.put("description", description(type));
    channel.putArray("tags").addObject().put("name", origin(type));
    channel.set("bindings", KafkaBindings.ofChannel(type, prefix));
  }

  private static void operation(ObjectNode operation, EventType type) {
    operation.put("action", "receive");
    String channel = "channels/" + type.name();
    reference(operation.putObject("channel"), channel);
    operation.put("title", "Read " + title(type));
    reference(operation.putArray("messages").addObject(), channel + "/messages/" + type.name());
  }

  private void message(ObjectNode message, EventType type) {
    JsonNode example = JSON.readTree(new ExampleRecord(type).json());
    message.put("name", type.name());
    message.put("title", title(type));
    message.put("description", description(type));
    reference(
        message.putObject("headers"),
        "components/schemas/" + (isOfThePipeline(type) ? "pipeline-headers" : "event-headers"));
    message
        .putObject("payload")
        .put("schemaFormat", "application/vnd.apache.avro;version=1.9.0")
        .set("schema", JSON.readTree(type.schemas().current()));
    message.set("bindings", KafkaBindings.ofMessage(type));
    ObjectNode shown = message.putArray("examples").addObject();
    shown.put("name", "every-field");
    shown.put("summary", "Every field, in Avro's JSON encoding; made of the contract.");
    if (!isOfThePipeline(type)) {
      shown.set("headers", RecordHeaders.example(type.name(), example));
    }
    shown.set("payload", example);
  }

  private boolean isOfThePipeline(EventType type) {
    return catalogue.pipelineTypes().contains(type);
  }

  private String origin(EventType type) {
    return isOfThePipeline(type) ? "pipeline" : type.isDerived() ? "derived" : "platform";
  }

  private static String description(EventType type) {
    return type.doc() + type.topic().derivedBy().map(AsyncApiDocument::derived).orElse("");
  }

  private static String derived(String stage) {
    return stage.equals(EVERY_STAGE)
        ? "\n\nDerived by every stage of stream-service."
        : "\n\nDerived by the stage `%s` of stream-service.".formatted(stage);
  }

  private static String title(EventType type) {
    String words = type.name().replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static void reference(ObjectNode target, String path) {
    target.put("$ref", "#/" + path);
  }
}
