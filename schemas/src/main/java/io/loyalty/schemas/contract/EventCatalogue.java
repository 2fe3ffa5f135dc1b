package io.loyalty.schemas.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Holds all event types, read from the Avro files on the class path ({@code
 * avro/<event-type>.avsc}). Immutable and thread-safe.
 */
public final class EventCatalogue {
  private final Map<String, EventType> byName;
  private final EventType deadLetter;
  private final EventType deadLetterResolution;

  private EventCatalogue(List<EventType> eventTypes) {
    this.byName =
        eventTypes.stream()
            .collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));
    this.deadLetter = ofThePipeline("dead-letter");
    this.deadLetterResolution = ofThePipeline("dead-letter-resolution");
  }

  /**
   * Reads and checks every Avro file.
   *
   * @throws InvalidContractException when a file breaks a rule of the contract
   */
  public static EventCatalogue fromClasspath() {
    return new EventCatalogue(
        files("avro/*.avsc").stream().map(EventCatalogue::readWithHistory).toList());
  }

  /**
   * Creates a catalogue of the given event types instead of those on the class path; each needs its
   * own name. The pipeline's own types are those on the class path.
   */
  public static EventCatalogue of(List<EventType> eventTypes) {
    return new EventCatalogue(eventTypes);
  }

  /**
   * Reads one Avro schema as an event type without earlier versions.
   *
   * @throws InvalidContractException when it breaks a rule of the contract
   */
  public static EventType read(String schema) {
    return EventTypeReader.read(schema, List.of());
  }

  /**
   * Reads the writer schema of a record, without its checks: records are subject to those of the
   * current contract.
   *
   * @throws InvalidContractException when it breaks another rule of the contract
   */
  public static EventType readWriter(String schema) {
    return EventTypeReader.readWriter(schema);
  }

  /** Returns the event types that the platform sends, ordered by name. */
  public List<EventType> eventTypes() {
    return sorted(type -> !type.isDerived());
  }

  /** Returns the event types that stages of stream-service derive, ordered by name. */
  public List<EventType> derivedTypes() {
    return sorted(EventType::isDerived);
  }

  private List<EventType> sorted(Predicate<EventType> wanted) {
    return byName.values().stream()
        .filter(wanted)
        .sorted(Comparator.comparing(EventType::name))
        .toList();
  }

  /** Returns the event type with the given name, whoever sends it. */
  public Optional<EventType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Returns the event type of the pipeline's own dead letters; its topic is {@code
   * <prefix>.dead-letter}.
   */
  public EventType deadLetter() {
    return deadLetter;
  }

  /**
   * Returns the event type that says what became of a dead letter; its topic is {@code
   * <prefix>.dead-letter-resolution}.
   */
  public EventType deadLetterResolution() {
    return deadLetterResolution;
  }

  /** Returns the types of the pipeline's own records, which no event of a queue may have. */
  public List<EventType> pipelineTypes() {
    return List.of(deadLetter, deadLetterResolution);
  }

  /** Returns the platform's event types, the derived ones, and the pipeline's own types. */
  public List<EventType> allTypes() {
    return Stream.of(eventTypes(), derivedTypes(), pipelineTypes()).flatMap(List::stream).toList();
  }

  private static EventType ofThePipeline(String name) {
    return EventTypeReader.read(text(only("avro/pipeline/" + name + ".avsc")), List.of());
  }

  private static EventType readWithHistory(Resource file) {
    String name = file.getFilename().replaceFirst("\\.avsc$", "");
    List<String> earlier =
        files("avro/history/" + name + "/v*.avsc").stream()
            .sorted(Comparator.comparingInt(EventCatalogue::version))
            .map(EventCatalogue::text)
            .toList();
    EventType type = EventTypeReader.read(text(file), earlier);
    if (!type.name().equals(name)) {
      throw new InvalidContractException(
          "%s.avsc declares eventType %s; name the file after the type"
              .formatted(name, type.name()));
    }
    return type;
  }

  private static int version(Resource file) {
    try {
      return Integer.parseInt(file.getFilename().replaceAll("\\D", ""));
    } catch (NumberFormatException e) {
      throw new InvalidContractException(
          "%s in the history is not named v1.avsc, v2.avsc …".formatted(file.getFilename()), e);
    }
  }

  private static Resource only(String path) {
    List<Resource> found = files(path);
    if (found.size() != 1) {
      throw new InvalidContractException(
          "%s is on the class path %d times".formatted(path, found.size()));
    }
    return found.get(0);
  }

  private static List<Resource> files(String pattern) {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver(EventCatalogue.class.getClassLoader())
                  .getResources("classpath*:" + pattern))
          .filter(Resource::exists)
          .toList();
    } catch (IOException e) {
      throw new InvalidContractException("cannot list %s on the class path".formatted(pattern), e);
    }
  }

  private static String text(Resource file) {
    try {
      return file.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidContractException("cannot read %s".formatted(file.getFilename()), e);
    }
  }
}
