package io.loyalty.stream.run;

import io.loyalty.schemas.contract.TopicContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that the topics of a stage are there, that Kafka allows to use them, and that they can be
 * joined. Connects for each check.
 */
final class StageTopics {
  private static final Logger LOG = LoggerFactory.getLogger(StageTopics.class);
  private static final Pattern TRAILING_STOP = Pattern.compile("\\.$");
  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int CALL_TIMEOUT_MS = 10_000;

  private final Map<String, Object> client;

  StageTopics(Map<String, Object> broker) {
    this.client = client(broker);
  }

  /** Returns the settings of a client that gives up soon, since the caller tries again. */
  static Map<String, Object> client(Map<String, Object> broker) {
    Map<String, Object> client = new HashMap<>(broker);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    client.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    return client;
  }

  /**
   * Returns the number of partitions of each topic.
   *
   * @param read the topics that must be readable
   * @param written the topics that must be writable
   * @throws NotReadyException if the broker does not respond, a topic is missing, or Kafka does not
   *     allow enough
   */
  Map<String, Integer> partitions(Set<String> read, Set<String> written) {
    Set<String> topics = new TreeSet<>(read);
    topics.addAll(written);
    var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    try (Admin admin = Admin.create(client)) {
      Map<String, Integer> found = new TreeMap<>();
      Set<String> missing = new TreeSet<>();
      Set<String> unreadable = new TreeSet<>();
      Set<String> unwritable = new TreeSet<>();
      for (var topic : admin.describeTopics(topics, options).topicNameValues().entrySet()) {
        String name = topic.getKey();
        Set<AclOperation> allowed = Set.of();
        try {
          TopicDescription description = done(topic.getValue());
          found.put(name, description.partitions().size());
          allowed = description.authorizedOperations();
        } catch (UnknownTopicOrPartitionException e) {
          missing.add(name);
          continue;
        } catch (TopicAuthorizationException e) {
          LOG.debug("Not even its description is allowed.", e);
        }
        if (read.contains(name) && !allowed.contains(AclOperation.READ)) {
          unreadable.add(name);
        }
        if (written.contains(name) && !allowed.contains(AclOperation.WRITE)) {
          unwritable.add(name);
        }
      }
      requireAllowed(unreadable, "read");
      requireAllowed(unwritable, "write to");
      if (!missing.isEmpty()) {
        throw new NotReadyException(
            "it waits for these topics, which ingestion-service creates: %s"
                .formatted(String.join(", ", missing)));
      }
      return found;
    } catch (RetriableException e) {
      throw silent(client, e);
    } catch (KafkaException e) {
      throw new NotReadyException(refusal(e), e);
    }
  }

  /** Makes a topic that only a candidate of a stage writes to, unless it is there. */
  void make(String name, TopicContract contract, int replicationFactor) {
    String retention =
        contract.retention().map(time -> Long.toString(time.toMillis())).orElse("-1");
    var topic =
        new NewTopic(name, contract.partitions(), (short) replicationFactor)
            .configs(
                Map.of(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime",
                    TopicConfig.RETENTION_MS_CONFIG,
                    retention));
    try (Admin admin = Admin.create(client)) {
      done(admin.createTopics(List.of(topic)).all());
    } catch (TopicExistsException e) {
      LOG.debug("{} is there.", name);
    } catch (RetriableException e) {
      throw silent(client, e);
    } catch (KafkaException e) {
      throw new NotReadyException(refusal(e), e);
    }
  }

  /** Returns that Kafka does not answer. */
  static NotReadyException silent(Map<String, Object> broker, Throwable cause) {
    return new NotReadyException(
        "the broker at %s does not answer"
            .formatted(broker.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)),
        cause);
  }

  /** Returns the sentence for a fault that only a change of rights or of the set-up ends. */
  static String refusal(Throwable fault) {
    String message =
        Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName());
    return "Kafka refuses: %s; check spring.kafka.* and the ACLs of this service, it goes on by itself"
        .formatted(TRAILING_STOP.matcher(message).replaceFirst(""));
  }

  static void requireAllowed(Set<String> refused, String what) {
    if (!refused.isEmpty()) {
      throw new NotReadyException(
          "Kafka does not allow this service to %s %s; check its ACLs, it goes on by itself"
              .formatted(what, String.join(", ", refused)));
    }
  }

  /**
   * Checks that topics whose records are joined by key have the same number of partitions.
   *
   * @throws BrokenStageException if they differ
   */
  static void checkJoinable(Map<String, Integer> partitions, Set<String> inputs) {
    Map<String, Integer> read = new TreeMap<>(partitions);
    read.keySet().retainAll(inputs);
    if (Set.copyOf(read.values()).size() > 1) {
      throw new BrokenStageException(
          "the topics that it joins differ in partitions (%s): events of one key are not together; give them the same number in their contracts, on new topics"
              .formatted(
                  read.entrySet().stream()
                      .map(topic -> topic.getKey() + " has " + topic.getValue())
                      .collect(Collectors.joining(", "))));
    }
  }

  /** Waits for an answer of the broker, and throws Kafka's own exception where it has failed. */
  static <T> T done(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException fault) {
        throw fault;
      }
      throw new KafkaException("Kafka's client failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReadyException("it was stopped while it asked the broker", e);
    }
  }
}
