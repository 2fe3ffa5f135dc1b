package io.loyalty.benchmarks.load;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Reads a consumer group's committed offsets, which it commits after its rows. */
public final class GroupOffsets implements AutoCloseable {
  private final Admin admin;

  /** Connects to the brokers. */
  public GroupOffsets(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Returns the sum of the group's offsets in all partitions; 0 before the first commit. */
  public long committed(String group) {
    return committed(group, topic -> true);
  }

  /** Returns the sum of the group's offsets in the partitions of some topics. */
  public long committed(String group, Predicate<String> topics) {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(each -> each.getValue() != null && topics.test(each.getKey().topic()))
          .mapToLong(each -> each.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the offsets of %s can't be read".formatted(group), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
