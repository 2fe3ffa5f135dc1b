package io.loyalty.stream.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics that hold copies of other topics' records, where they are missing: each with the
 * partitions, the replicas and the settings of the topic that it copies. What is there stays as it
 * is. Connects for each call.
 */
final class CopyTopics {
  private static final Logger LOG = LoggerFactory.getLogger(CopyTopics.class);

  /** Says which replicas a move of partitions slows down, and belongs to that move. */
  private static final String OF_A_MOVE = ".throttled.replicas";

  private final Map<String, Object> client;

  CopyTopics(Map<String, Object> broker) {
    this.client = StageTopics.client(broker);
  }

  /**
   * Makes those that are missing.
   *
   * @param copies the topics, each with the topic that it copies, which is there
   * @throws NotReadyException if the broker does not respond, or does not allow enough
   */
  void make(Map<String, String> copies) {
    if (copies.isEmpty()) {
      return;
    }
    try (Admin admin = Admin.create(client)) {
      Map<String, String> missing = missing(admin, copies);
      if (!missing.isEmpty()) {
        create(admin, missing);
      }
    } catch (RetriableException e) {
      throw new NotReadyException(
          "the broker at %s does not answer"
              .formatted(client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)),
          e);
    } catch (KafkaException e) {
      throw new NotReadyException(StageTopics.refusal(e), e);
    }
  }

  private static Map<String, String> missing(Admin admin, Map<String, String> copies) {
    Map<String, String> missing = new TreeMap<>();
    Set<String> unwritable = new TreeSet<>();
    var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    admin
        .describeTopics(copies.keySet(), options)
        .topicNameValues()
        .forEach(
            (topic, future) -> {
              try {
                Set<AclOperation> allowed = StageTopics.done(future).authorizedOperations();
                if (!allowed.contains(AclOperation.WRITE)) {
                  unwritable.add(topic);
                }
              } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("Topic {} is missing.", topic, e);
                missing.put(topic, copies.get(topic));
              }
            });
    StageTopics.requireAllowed(unwritable, "write to");
    return missing;
  }

  private static void create(Admin admin, Map<String, String> missing) {
    Set<String> copied = new TreeSet<>(missing.values());
    Map<String, TopicDescription> topics =
        StageTopics.done(admin.describeTopics(copied).allTopicNames());
    Map<String, Map<String, String>> settings = settings(admin, copied);
    List<NewTopic> wanted = new ArrayList<>();
    missing.forEach(
        (topic, of) -> {
          TopicDescription like = topics.get(of);
          int replicas = like.partitions().get(0).replicas().size();
          wanted.add(
              new NewTopic(topic, like.partitions().size(), (short) replicas)
                  .configs(settings.get(of)));
        });
    admin
        .createTopics(wanted)
        .values()
        .forEach(
            (topic, future) -> {
              try {
                StageTopics.done(future);
                LOG.info("Created topic {}, with the settings of {}.", topic, missing.get(topic));
              } catch (TopicExistsException e) {
                LOG.debug("Another instance created topic {}.", topic, e);
              } catch (AuthorizationException e) {
                throw new NotReadyException(
                    "Kafka does not allow this service to create %s; give it Create, or create the topic with the partitions and settings of %s; it goes on by itself"
                        .formatted(topic, missing.get(topic)),
                    e);
              }
            });
  }

  /** Returns the settings of topics that were made for them, and are no default of the brokers. */
  private static Map<String, Map<String, String>> settings(Admin admin, Set<String> topics) {
    Map<String, Map<String, String>> settings = new HashMap<>();
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<ConfigResource, Config> found;
    try {
      found = StageTopics.done(admin.describeConfigs(resources).all());
    } catch (AuthorizationException e) {
      throw new NotReadyException(
          "Kafka does not allow this service to see the settings of %s; give it DescribeConfigs, it goes on by itself"
              .formatted(String.join(", ", topics)),
          e);
    }
    found.forEach(
        (topic, config) ->
            settings.put(
                topic.name(),
                config.entries().stream()
                    .filter(
                        entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .filter(entry -> !entry.name().endsWith(OF_A_MOVE))
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
    return settings;
  }
}
