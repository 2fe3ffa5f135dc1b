package io.loyalty.ingestion.source.redrive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one consumer has been assigned: the records that it has read and not handed over, and the
 * offsets that it may commit. What a partition had is forgotten when it goes: another consumer
 * reads it from its committed offset on. For the consumer's thread.
 */
final class Assignment implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(Assignment.class);
  private static final Duration FOR_COMMIT = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final RedriveHeaders headers = new RedriveHeaders();
  private final Map<TopicPartition, SettledOffsets> places = new HashMap<>();
  private final Deque<Delivery> waiting = new ArrayDeque<>();

  /** A record that is to be handed over for the so-manieth time. */
  record Delivery(RedriveRecord record, int count) {}

  Assignment(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Records that wait to be handed over, in the order of the topic. */
  Deque<Delivery> waiting() {
    return waiting;
  }

  void read(ConsumerRecord<byte[], byte[]> record) {
    SettledOffsets place =
        places.computeIfAbsent(
            new TopicPartition(record.topic(), record.partition()),
            partition -> new SettledOffsets(record.offset()));
    place.taken(record.offset());
    waiting.add(
        new Delivery(
            new RedriveRecord(
                place,
                record.topic(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.value() == null ? new byte[0] : record.value(),
                headers.read(record)),
            1));
  }

  /** Lets records that were given back be the next to be handed over. */
  void again(List<RedriveReceipt> receipts) {
    receipts.stream()
        .filter(each -> places.containsValue(each.record().place()))
        .sorted(
            Comparator.comparingLong((RedriveReceipt each) -> each.record().offset()).reversed())
        .forEach(each -> waiting.addFirst(new Delivery(each.record(), each.receiveCount() + 1)));
  }

  /** Commits in the background; what fails is committed the next time. */
  void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = offsets(places.keySet());
    if (!offsets.isEmpty()) {
      consumer.commitAsync(
          offsets,
          (committed, fault) -> {
            if (fault == null) {
              note(committed);
            } else {
              log.debug("The offsets of redrives are committed later: {}", fault.getMessage());
            }
          });
    }
  }

  /** Commits before the partitions go; what fails is read again. */
  void commitNow(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = offsets(partitions);
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, FOR_COMMIT);
      note(offsets);
    } catch (KafkaException e) {
      log.warn(
          "The offsets of redrives can't be committed: {}. Those settled since are read again.",
          e.getMessage());
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commitNow(partitions);
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      SettledOffsets place = places.remove(partition);
      waiting.removeIf(each -> each.record().place() == place);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      SettledOffsets place = places.get(partition);
      if (place != null && place.hasMoved()) {
        offsets.put(partition, new OffsetAndMetadata(place.position()));
      }
    }
    return offsets;
  }

  private void note(Map<TopicPartition, OffsetAndMetadata> committed) {
    committed.forEach(
        (partition, offset) -> {
          SettledOffsets place = places.get(partition);
          if (place != null) {
            place.committed(offset.offset());
          }
        });
  }
}
