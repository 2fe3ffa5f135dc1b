package io.loyalty.benchmarks.contract;

import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.schemas.contract.EventCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes event types of one shape beside those of the real contract: that of {@code offer-viewed},
 * with further fields of whole numbers. A service has them when its class path begins with their
 * directory. Reproducible but for the times; not thread-safe.
 */
public final class GeneratedContract {
  private static final String MODEL = "offer-viewed";
  private static final String LAST_FIELD = "unmapped";
  private static final long SEED = 30_017;

  private final JsonMapper json = new JsonMapper();
  private final SampleEvents events = new SampleEvents(SEED, Instant.now());
  private final int types;
  private final int numbers;

  /** Makes so many types, each with so many fields of whole numbers. */
  public GeneratedContract(int types, int numbers) {
    this.types = types;
    this.numbers = numbers;
  }

  /** Returns the names of the types. */
  public List<String> types() {
    return IntStream.range(0, types).mapToObj(GeneratedContract::name).toList();
  }

  /**
   * Empties a directory and writes the Avro files below it, where services look for them: {@code
   * avro/*.avsc}.
   */
  public void writeTo(Path directory) throws IOException {
    if (Files.exists(directory)) {
      // A migration of an earlier run would be applied as well.
      delete(directory);
    }
    Path avro = Files.createDirectories(directory.resolve("avro"));
    String model = EventCatalogue.fromClasspath().find(MODEL).orElseThrow().avro().toString();
    for (int type = 0; type < types; type++) {
      Files.writeString(
          avro.resolve(name(type) + ".avsc"), schema((ObjectNode) json.readTree(model), type));
    }
  }

  /** Returns a new event of a type, which is valid. */
  public SampleMessage event(int type) {
    SampleMessage valid = events.cloudEvent(MODEL);
    return with(valid, ofType(valid, type));
  }

  /** Returns a new event of a type that is refused, since one of its numbers is a word. */
  public SampleMessage refused(int type, int number) {
    SampleMessage valid = events.cloudEvent(MODEL);
    ObjectNode event = ofType(valid, type);
    ((ObjectNode) event.path("data")).put(field(number), "many");
    return with(valid, event);
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : files) {
      Files.delete(each);
    }
  }

  private ObjectNode ofType(SampleMessage valid, int type) {
    ObjectNode event = (ObjectNode) json.readTree(valid.body());
    return event.put("type", name(type));
  }

  private SampleMessage with(SampleMessage model, ObjectNode event) {
    return new SampleMessage(json.writeValueAsString(event), model.events());
  }

  private String schema(ObjectNode schema, int type) {
    schema.put("name", "GeneratedEvent%03d".formatted(type));
    schema.put("doc", "An event that a benchmark has made, number %d.".formatted(type));
    schema.put("eventType", name(type));
    ArrayNode fields = (ArrayNode) schema.path("fields");
    int last = fields.size() - 1;
    if (!fields.path(last).path("name").asString().equals(LAST_FIELD)) {
      throw new IllegalStateException(MODEL + " does not end with the field " + LAST_FIELD);
    }
    for (int number = 0; number < numbers; number++) {
      ObjectNode field = fields.insertObject(last + number);
      field.put("name", field(number));
      field.putArray("type").add("null").add("long");
      field.put("doc", "Number %d of the event.".formatted(number));
      field.putNull("default");
    }
    return json.writeValueAsString(schema);
  }

  private static String name(int type) {
    return "generated-event-%03d".formatted(type);
  }

  private static String field(int number) {
    return "number%02d".formatted(number);
  }
}
