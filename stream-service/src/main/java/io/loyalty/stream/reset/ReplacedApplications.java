package io.loyalty.stream.reset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Removes what is left of applications that a reset has replaced: their groups, their topics and
 * their state on this disk. Each step looks at what is there, so that it may end anywhere, and be
 * done again by any instance. Thread-safe.
 */
public final class ReplacedApplications {
  private static final Logger LOG = LoggerFactory.getLogger(ReplacedApplications.class);
  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int CALL_TIMEOUT_MS = 10_000;

  private final Map<String, Object> client;
  private final Path stateDirectory;

  /**
   * Prepares to remove them.
   *
   * @param broker the settings for brokers and security, by Kafka's names
   * @param stateDirectory where this instance keeps state
   */
  public ReplacedApplications(Map<String, Object> broker, Path stateDirectory) {
    this.client = new HashMap<>(broker);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    this.stateDirectory = stateDirectory;
  }

  /**
   * Removes groups and topics of applications that the given one has replaced, unless another
   * instance still runs them.
   *
   * @return whether nothing is left
   * @throws KafkaException if Kafka does not answer, or does not allow it
   */
  public boolean removeFromKafka(Application current) {
    if (current.reset() == 0) {
      return true;
    }
    try (Admin admin = Admin.create(client)) {
      Set<String> running = removeGroups(admin, current);
      List<String> topics =
          ResetTopic.done(admin.listTopics().names()).stream()
              .filter(current::replacesOwnerOf)
              .filter(topic -> running.stream().noneMatch(id -> topic.startsWith(id + "-")))
              .toList();
      for (String topic : topics) {
        try {
          ResetTopic.done(admin.deleteTopics(List.of(topic)).all());
          LOG.info("Topic {} is deleted: {} has replaced its owner.", topic, current.id());
        } catch (UnknownTopicOrPartitionException byAnotherInstance) {
          LOG.debug("Topic {} is gone.", topic);
        }
      }
      return running.isEmpty();
    }
  }

  /** Returns the groups that still have members. */
  private static Set<String> removeGroups(Admin admin, Application current) {
    List<String> groups =
        ResetTopic.done(admin.listGroups().all()).stream()
            .map(GroupListing::groupId)
            .filter(current::replaces)
            .toList();
    Set<String> running = new HashSet<>();
    for (String group : groups) {
      try {
        ResetTopic.done(admin.deleteConsumerGroups(List.of(group)).all());
        LOG.info("Group {} is deleted: {} has replaced it.", group, current.id());
      } catch (GroupNotEmptyException e) {
        running.add(group);
      } catch (GroupIdNotFoundException byAnotherInstance) {
        LOG.debug("Group {} is gone.", group);
      }
    }
    return running;
  }

  /**
   * Removes the state of applications that the given one has replaced from this disk.
   *
   * @return whether nothing is left
   */
  public boolean removeFromDisk(Application current) {
    if (current.reset() == 0 || !Files.isDirectory(stateDirectory)) {
      return true;
    }
    try (Stream<Path> directories = Files.list(stateDirectory)) {
      for (Path each :
          directories.filter(path -> current.replaces(path.getFileName().toString())).toList()) {
        FileSystemUtils.deleteRecursively(each);
        LOG.info("The state in {} is deleted: {} has replaced it.", each, current.id());
      }
      return true;
    } catch (IOException e) {
      LOG.warn("State in {} can't be deleted yet: {}.", stateDirectory, e.getMessage());
      return false;
    }
  }
}
