package io.loyalty.stream.window;

import io.loyalty.stream.window.state.WindowMessage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends marks to all partitions, and parts to that of their key as Kafka does by default. */
final class ToAllOnMark implements StreamPartitioner<String, WindowMessage> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, WindowMessage message, int partitions) {
    return message.getPart() == null
        ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
        : Optional.empty();
  }
}
