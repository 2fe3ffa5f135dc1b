package io.loyalty.stream.window;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is added up in windows of one kind, and what becomes of a closed one.
 *
 * @param name names their stores and topics, in lower case, such as {@code store}
 * @param sums the class of the sums
 * @param plus adds two sums; the order must not matter
 * @param times the times of the windows
 * @param results makes the derived events of a closed window; apart from {@code receivedAt} they
 *     depend on key, start and sum alone
 */
public record Windowing<S extends SpecificRecord>(
    String name,
    Class<S> sums,
    BinaryOperator<S> plus,
    WindowTimes times,
    Function<ClosedWindow<S>, List<? extends SpecificRecord>> results) {
  /** Returns the name of the topic between readers and windows, as Kafka Streams completes it. */
  String topic() {
    return "window-" + name;
  }

  String openStore() {
    return "open-" + name;
  }

  String closedStore() {
    return "closed-" + name;
  }

  String shownStore() {
    return "shown-" + name;
  }
}
