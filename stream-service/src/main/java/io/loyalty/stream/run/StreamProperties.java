package io.loyalty.stream.run;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Configures what all stages share. Brokers and security are Spring Boot's {@code spring.kafka.*}.
 *
 * @param prefix the programme: topics are {@code <prefix>.<event-type>}, and the group of a stage
 *     is {@code <prefix>.stream.<stage>}
 * @param version runs the stages as candidates beside those that are in use, such as {@code v2}: a
 *     letter, then letters and digits, 20 at most. A candidate has a group and state of its own,
 *     and writes to topics of its own, {@code <prefix>.stream.<stage>.<version>.<event-type>},
 *     which nothing loads; {@code ./pipeline streams compare} compares them
 * @param stages the stages that this service runs, separated by commas; all of them by default
 * @param threads the threads of each stage, 1 to 16. More than its topics have partitions are idle
 * @param remembered how long an event is remembered, in event time, so that it counts once although
 *     it is sent again; at least 1h
 * @param commitInterval how often results are committed: readers see them so much later. 10ms to
 *     30s
 * @param sessionTimeout the time after which a silent instance loses its work to the others
 * @param replicationFactor the copies of the topics that hold the state of stages. A single broker
 *     needs 1
 * @param standbyReplicas the instances that keep a copy of the state of each partition, so that
 *     they can take over at once; 0 to 3, and fewer than there are instances
 * @param stateDirectory where the state is kept on disk. It can be rebuilt from Kafka, which takes
 *     time: put it on a volume that outlives the process
 * @param stateMemory the memory outside of the heap that the state of all stages may use for caches
 *     and write buffers, at least 16MB
 */
@Validated
@ConfigurationProperties("stream")
public record StreamProperties(
    @DefaultValue("loyalty") @Pattern(regexp = "[a-zA-Z0-9_-]{1,100}") String prefix,
    @Nullable @Pattern(regexp = StreamProperties.VERSION) String version,
    @DefaultValue Set<String> stages,
    @DefaultValue("1") @Min(1) @Max(16) int threads,
    @DefaultValue("72h") @NotNull Duration remembered,
    @DefaultValue("100ms") @NotNull Duration commitInterval,
    @DefaultValue("10s") @NotNull Duration sessionTimeout,
    @DefaultValue("3") @Min(1) @Max(100) int replicationFactor,
    @DefaultValue("0") @Min(0) @Max(3) int standbyReplicas,
    @DefaultValue("stream-state") @NotNull Path stateDirectory,
    @DefaultValue("96MB") @NotNull DataSize stateMemory) {
  /** Is what a version looks like: names of topics and groups have it between dots. */
  public static final String VERSION = "[a-z][a-z0-9]{0,19}";

  private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(16);

  /** Checks what the annotations can't. */
  public StreamProperties {
    within("remembered", remembered, Duration.ofHours(1), Duration.ofDays(366));
    within("commit-interval", commitInterval, Duration.ofMillis(10), Duration.ofSeconds(30));
    within("session-timeout", sessionTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
    if (stateMemory.compareTo(LEAST_MEMORY) < 0) {
      throw new IllegalArgumentException(
          "stream.state-memory is %s; it is at least 16MB".formatted(stateMemory));
    }
  }

  private static void within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "stream.%s is %s; it is from %s to %s".formatted(key, value, least, most));
    }
  }

  /** Returns whether this service runs the stage. */
  boolean runs(String stage) {
    return stages.isEmpty() || stages.contains(stage);
  }

  /** Returns what all applications of a stage have in common: the id of the first of them. */
  String application(String stage) {
    return application(stage, version);
  }

  private String application(String stage, @Nullable String candidate) {
    String name = "%s.stream.%s".formatted(prefix, stage);
    return candidate == null ? name : name + "." + candidate;
  }

  /** Returns the topic that a stage writes to in place of a type's own. */
  String output(String stage, String topic) {
    return version == null ? topic : candidateTopic(stage, version, topic);
  }

  /** Returns the topic that a candidate of a stage writes to in place of a type's own. */
  String candidateTopic(String stage, String candidate, String topic) {
    return application(stage, candidate) + topic.substring(prefix.length());
  }
}
