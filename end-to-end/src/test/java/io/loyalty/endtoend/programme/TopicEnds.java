package io.loyalty.endtoend.programme;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Counts the offsets of a programme's topics, over one connection. */
public final class TopicEnds implements AutoCloseable {
  private final Admin admin;
  private final String prefix;

  /** Connects to the programme's broker. */
  public TopicEnds(Programme programme) {
    admin = Admin.create(Map.of("bootstrap.servers", programme.backends().bootstrapServers()));
    prefix = programme.name() + ".";
  }

  /** Returns the present count by topic; topics without a record are left out. */
  public Map<String, Long> now() {
    try {
      List<String> topics =
          admin.listTopics().names().get().stream()
              .filter(topic -> topic.startsWith(prefix))
              // Those of Kafka Streams itself.
              .filter(topic -> !topic.startsWith(prefix + "stream."))
              .toList();
      Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                partition ->
                    partitions.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
      Map<String, Long> ends = new HashMap<>();
      admin
          .listOffsets(partitions)
          .all()
          .get()
          .forEach((partition, end) -> ends.merge(partition.topic(), end.offset(), Long::sum));
      ends.values().removeIf(end -> end == 0);
      return ends;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
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
