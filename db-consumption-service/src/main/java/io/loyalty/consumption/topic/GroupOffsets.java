package io.loyalty.consumption.topic;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Reads the consumer group's committed offsets, whose metadata names the database that they are
 * loaded into, and its members. Thread-safe; every query may throw {@link
 * TopicUnavailableException}.
 */
public final class GroupOffsets {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final ConsumerNames names;

  GroupOffsets(Admin admin, ConsumerNames names) {
    this.admin = admin;
    this.names = names;
  }

  /** Returns the name of the consumer group. */
  public String group() {
    return names.group();
  }

  /** Returns the database that the committed offsets name; empty if none is committed. */
  public Optional<String> database() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        answer(
            admin.listConsumerGroupOffsets(names.group()).partitionsToOffsetAndMetadata(),
            Map.of());
    // Only one partition carries the name, so that two databases are never named at once.
    return committed.entrySet().stream()
        .filter(each -> each.getValue() != null && !each.getValue().metadata().isEmpty())
        .min(Comparator.comparing(each -> KafkaNames.id(each.getKey()), Comparator.naturalOrder()))
        .map(each -> each.getValue().metadata());
  }

  /** Returns the databases that the group's members load into. */
  public Set<String> loaded() {
    return answer(
            admin
                .describeConsumerGroups(Set.of(names.group()))
                .all()
                .thenApply(groups -> groups.get(names.group()).members()),
            Set.<MemberDescription>of())
        .stream()
        .flatMap(member -> names.database(member.clientId()).stream())
        .collect(Collectors.toSet());
  }

  private static <T> T answer(KafkaFuture<T> answer, T ofNoGroup) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return ofNoGroup;
      }
      throw KafkaFaults.unavailable(e.getCause());
    } catch (TimeoutException e) {
      throw KafkaFaults.unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KafkaFaults.unavailable(e);
    }
  }
}
