package io.loyalty.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stack is started with. Immutable; begin with {@link #in(Path)}.
 *
 * @param dataDirectory where all parts keep everything they have; one stack at a time
 * @param ports the parts' ports
 * @param durableQueues whether SQS messages survive a restart; in memory they are several times
 *     faster
 * @param queues SQS queues that exist once SQS runs, each with its dead-letter queue {@code
 *     <name>-dlq}, and {@code .fifo} last for both if the name ends so
 * @param maxReceiveCount receives after which a message moves to the dead-letter queue
 * @param security how broker and PostgreSQL protect themselves; without it, not at all
 * @param temporary whether the data directory is deleted when the stack ends
 */
public record LocalStackOptions(
    Path dataDirectory,
    Ports ports,
    boolean durableQueues,
    List<String> queues,
    int maxReceiveCount,
    Optional<StackSecurity> security,
    boolean temporary) {

  private static final int RECEIVES_BEFORE_DEAD_LETTER = 10;

  /** Rejects invalid queue names and receive counts outside 1 to 1000. */
  public LocalStackOptions {
    Objects.requireNonNull(dataDirectory, "dataDirectory");
    Objects.requireNonNull(ports, "ports");
    queues = List.copyOf(queues);
    queues.forEach(QueueName::of);
    if (maxReceiveCount < 1 || maxReceiveCount > 1_000) {
      throw new IllegalArgumentException(
          "maxReceiveCount " + maxReceiveCount + " is not between 1 and 1000");
    }
  }

  /** Returns options with the documented ports, durable SQS and no queues, in this directory. */
  public static LocalStackOptions in(Path dataDirectory) {
    return new LocalStackOptions(
        dataDirectory,
        Ports.standard(),
        true,
        List.of(),
        RECEIVES_BEFORE_DEAD_LETTER,
        Optional.empty(),
        false);
  }

  /** Returns a copy with other ports. */
  public LocalStackOptions withPorts(Ports other) {
    return new LocalStackOptions(
        dataDirectory, other, durableQueues, queues, maxReceiveCount, security, temporary);
  }

  /** Returns a copy with SQS in memory. */
  public LocalStackOptions withQueuesInMemory() {
    return new LocalStackOptions(
        dataDirectory, ports, false, queues, maxReceiveCount, security, temporary);
  }

  /** Returns a copy with one more queue. */
  public LocalStackOptions withQueue(String name) {
    List<String> more = Stream.concat(queues.stream(), Stream.of(name)).toList();
    return new LocalStackOptions(
        dataDirectory, ports, durableQueues, more, maxReceiveCount, security, temporary);
  }

  /** Returns a copy with another limit of receives. */
  public LocalStackOptions withMaxReceiveCount(int receives) {
    return new LocalStackOptions(
        dataDirectory, ports, durableQueues, queues, receives, security, temporary);
  }

  /** Returns a copy with a secured broker and PostgreSQL. */
  public LocalStackOptions withSecurity(StackSecurity security) {
    return new LocalStackOptions(
        dataDirectory,
        ports,
        durableQueues,
        queues,
        maxReceiveCount,
        Optional.of(security),
        temporary);
  }

  /** Returns a copy whose data directory is deleted when the stack ends. */
  public LocalStackOptions deletedAtTheEnd() {
    return new LocalStackOptions(
        dataDirectory, ports, durableQueues, queues, maxReceiveCount, security, true);
  }
}
