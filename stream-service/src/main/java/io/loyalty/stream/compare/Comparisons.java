package io.loyalty.stream.compare;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.wire.AvroSerde;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * Compares what a stage in use and a candidate of it have derived, one comparison at a time.
 * Thread-safe.
 */
public final class Comparisons {
  private final Map<String, Object> broker;
  private final String prefix;
  private final IntFunction<String> schemas;
  private final Semaphore place = new Semaphore(1);

  /**
   * Prepares to compare.
   *
   * @param broker the settings for brokers and security, by Kafka's names
   * @param prefix the programme
   * @param schemas returns a registered schema by its id
   */
  public Comparisons(Map<String, Object> broker, String prefix, IntFunction<String> schemas) {
    this.broker = Map.copyOf(broker);
    this.prefix = prefix;
    this.schemas = schemas;
  }

  /**
   * Reads the topics of both and returns how they differ, type by type.
   *
   * @param candidateTopics for each type that the stage derives, the topic of the candidate
   * @param range when the results occurred that are compared
   * @throws ComparisonRunningException if another comparison runs
   * @throws NoSuchTopicException if a topic is not there
   * @throws TooManyResultsException if there are more results than are compared at once
   */
  public List<Difference> compare(Map<EventType, String> candidateTopics, Range range) {
    if (!place.tryAcquire()) {
      throw new ComparisonRunningException();
    }
    try {
      List<Difference> differences = new ArrayList<>();
      candidateTopics.forEach((type, topic) -> differences.add(compare(type, topic, range)));
      return differences;
    } finally {
      place.release();
    }
  }

  private Difference compare(EventType type, String candidateTopic, Range range) {
    String topic = type.topicName(prefix);
    var comparison =
        new TypeComparison(
            type, AvroSerde.reading(named(type), schemas), range, TypeComparison.PART);
    try (var inUse = new Results(broker, topic);
        var candidate = new Results(broker, candidateTopic)) {
      return comparison.of(inUse, topic, candidate, candidateTopic);
    }
  }

  private static Class<? extends SpecificRecord> named(EventType type) {
    try {
      return Class.forName(type.avro().getFullName()).asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("%s has no class".formatted(type.name()), e);
    }
  }
}
