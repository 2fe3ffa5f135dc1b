package io.loyalty.ingestion.topic;

import io.loyalty.schemas.contract.EventCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the missing topics of the contract and of redrives. Existing topics are never changed:
 * one that can't be replayed with certainty fails the start, unless that is allowed by name; other
 * differences are logged. Thread-safe.
 */
public final class TopicProvisioner {
  private static final Logger log = LoggerFactory.getLogger(TopicProvisioner.class);
  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int CALL_TIMEOUT_MS = 10_000;

  private final Map<String, Object> client;
  private final TopicProperties properties;
  private final TopicPromiseProperties promise;
  private final TopicPlan plan;
  private final Function<Map<String, Object>, Admin> connection;

  /**
   * Creates the provisioner, which connects at {@link #prove()}.
   *
   * @param client the settings for brokers and security, by Kafka's names
   */
  public TopicProvisioner(
      Map<String, Object> client,
      TopicProperties properties,
      TopicPromiseProperties promise,
      EventCatalogue catalogue) {
    this(client, properties, promise, catalogue, Admin::create);
  }

  TopicProvisioner(
      Map<String, Object> client,
      TopicProperties properties,
      TopicPromiseProperties promise,
      EventCatalogue catalogue,
      Function<Map<String, Object>, Admin> connection) {
    this.connection = connection;
    this.client = new HashMap<>(client);
    this.client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    this.client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    this.properties = properties;
    this.promise = promise;
    this.plan = TopicPlan.of(catalogue, properties);
  }

  /**
   * Checks the broker and the topics, and creates missing topics.
   *
   * @throws BrokenTopicException if an operator has to repair the setup
   * @throws BrokerUnavailableException if the broker does not respond now
   */
  public void prove() {
    try (Admin admin = connection.apply(client)) {
      Set<String> existing = await(admin.listTopics().names());
      Set<String> missing = new TreeSet<>(plan.topics().keySet());
      missing.removeAll(existing);
      Set<String> foreign = new TreeSet<>(existing);
      foreign.addAll(create(admin, missing));
      keepPromise(compare(admin, foreign));
    } catch (KafkaException e) {
      throw classified(e);
    }
  }

  /** Returns the names of the topics of the contract. */
  Set<String> names() {
    return plan.archives().keySet();
  }

  /**
   * Returns the settings of existing topics that break the promise that they can be replayed,
   * allowed or not.
   *
   * @throws BrokenTopicException if an operator has to repair the setup
   * @throws BrokerUnavailableException if the broker does not respond now
   */
  List<TopicDeviation> deviations() {
    try (Admin admin = connection.apply(client)) {
      return compare(admin, await(admin.listTopics().names()));
    } catch (KafkaException e) {
      throw classified(e);
    }
  }

  private void keepPromise(List<TopicDeviation> deviations) {
    List<TopicDeviation> broken =
        deviations.stream().filter(each -> !promise.allows(each)).toList();
    if (!broken.isEmpty()) {
      throw new BrokenTopicException(
          "%s: records may be lost and could not be replayed. Change it, such as by kafka-configs.sh --alter, or allow it: ingestion.topic.promise.allowed=%s."
              .formatted(
                  broken.stream().map(TopicDeviation::sentence).collect(Collectors.joining("; ")),
                  broken.stream().map(TopicDeviation::name).collect(Collectors.joining(","))));
    }
  }

  /**
   * Creates the topics, and returns those that somebody else had created meanwhile: another
   * instance, or an operator by a broker whose news had not reached the one that was asked. Their
   * settings are not known to be ours.
   */
  private Set<String> create(Admin admin, Set<String> missing) {
    if (missing.isEmpty()) {
      return Set.of();
    }
    if (!properties.create()) {
      throw new BrokenTopicException(
          "These topics are missing: %s. Create them, or set ingestion.topic.create=true."
              .formatted(String.join(", ", missing)));
    }
    Set<String> created = new TreeSet<>();
    Set<String> foreign = new TreeSet<>();
    Map<String, KafkaFuture<Void>> results =
        admin.createTopics(missing.stream().map(plan.topics()::get).toList()).values();
    results.forEach(
        (topic, result) -> {
          try {
            await(result);
            created.add(topic);
          } catch (TopicExistsException e) {
            log.debug("Topic {} was created by somebody else.", topic, e);
            foreign.add(topic);
          } catch (InvalidReplicationFactorException e) {
            if (Faults.isOfFencedBrokers(e)) {
              throw new BrokerUnavailableException(
                  "no broker of the cluster is ready to take topic %s".formatted(topic), e);
            }
            throw new BrokenTopicException(
                "Topic %s can't have %d replicas: %s Set ingestion.topic.replication-factor and min-insync-replicas to what the cluster has."
                    .formatted(topic, properties.replicationFactor(), e.getMessage()),
                e);
          }
        });
    if (!created.isEmpty()) {
      log.info("Created {} topics: {}.", created.size(), String.join(", ", created));
    }
    return foreign;
  }

  private List<TopicDeviation> compare(Admin admin, Set<String> existing) {
    Set<String> topics = new TreeSet<>(plan.archives().keySet());
    topics.retainAll(existing);
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<ConfigResource, Config> configs = await(admin.describeConfigs(resources).all());
    Map<String, TopicDescription> descriptions =
        await(admin.describeTopics(topics).allTopicNames());
    List<TopicDeviation> deviations = new ArrayList<>();
    for (String topic : topics) {
      NewTopic wanted = plan.archives().get(topic);
      TopicDescription description = descriptions.get(topic);
      int partitions = description.partitions().size();
      if (partitions != wanted.numPartitions()) {
        log.info(
            "Topic {} has {} partitions, and the contract names {}; it is not changed.",
            topic,
            partitions,
            wanted.numPartitions());
      }
      Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic));
      deviations.addAll(TopicDeviation.of(wanted, description, config));
    }
    return deviations;
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException fault) {
        throw fault;
      }
      throw new KafkaException("Kafka's client failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("interrupted while waiting for the broker", e);
    }
  }

  private RuntimeException classified(KafkaException fault) {
    Object brokers = client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    return Faults.isTransient(fault)
        ? new BrokerUnavailableException(
            "the broker at %s does not answer: %s".formatted(brokers, Faults.phrase(fault)), fault)
        : new BrokenTopicException(
            "Kafka at %s refuses: %s. Check spring.kafka.* and the permissions on topics %s.*."
                .formatted(brokers, Faults.phrase(fault), properties.prefix()),
            fault);
  }
}
