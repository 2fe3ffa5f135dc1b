package io.loyalty.benchmarks.sqs;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps the polls for which there is no message yet, in the order of their arrival and by the ends
 * of their wait times, so that idle ones cost nothing until they are due. Not thread-safe.
 *
 * @param <C> the type of what a poll is answered on
 */
final class WaitingPolls<C> {
  private final Map<String, Deque<Waiting<C>>> byQueue = new HashMap<>();
  private final PriorityQueue<Waiting<C>> byEnd =
      new PriorityQueue<>(Comparator.comparingLong((Waiting<C> each) -> each.end));

  /** Is one poll; it stays in the queue of ends after it has been answered. */
  private static final class Waiting<C> {
    private final Actions.Poll poll;
    private final long since;
    private final long end;
    private final C client;
    private boolean isDone;

    private Waiting(Actions.Poll poll, long since, C client) {
      this.poll = poll;
      this.since = since;
      this.end = since + TimeUnit.MILLISECONDS.toNanos(poll.waitMillis());
      this.client = client;
    }
  }

  /** Takes the answer to a poll that has waited since this nanosecond. */
  @FunctionalInterface
  interface Answers<C> {
    void take(C client, long since, ByteBuffer answer);
  }

  /** Adds a poll that waits since this nanosecond. */
  void add(Actions.Poll poll, long since, C client) {
    Waiting<C> waiting = new Waiting<>(poll, since, client);
    byQueue.computeIfAbsent(poll.queue(), queue -> new ArrayDeque<>()).add(waiting);
    byEnd.add(waiting);
  }

  /** Removes the polls of a client that is gone. */
  void remove(C client) {
    byEnd.stream().filter(each -> each.client.equals(client)).forEach(each -> each.isDone = true);
  }

  /** Answers the polls for which there are messages, the first ones first. */
  void answer(Function<Actions.Poll, Optional<ByteBuffer>> messages, Answers<C> answers) {
    for (Deque<Waiting<C>> queue : byQueue.values()) {
      while (!queue.isEmpty()) {
        Waiting<C> first = queue.peek();
        if (!first.isDone) {
          Optional<ByteBuffer> answer = messages.apply(first.poll);
          if (answer.isEmpty()) {
            break;
          }
          first.isDone = true;
          answers.take(first.client, first.since, answer.get());
        }
        queue.remove();
      }
    }
  }

  /** Ends the polls whose wait time is over at this nanosecond. */
  void end(long now, Supplier<ByteBuffer> nothing, Answers<C> answers) {
    for (OptionalLong next = next(); next.isPresent() && next.getAsLong() <= now; next = next()) {
      Waiting<C> ended = byEnd.remove();
      ended.isDone = true;
      answers.take(ended.client, ended.since, nothing.get());
    }
  }

  /** Returns the nanosecond at which the next wait time ends. */
  OptionalLong next() {
    while (!byEnd.isEmpty() && byEnd.peek().isDone) {
      byEnd.remove();
    }
    return byEnd.isEmpty() ? OptionalLong.empty() : OptionalLong.of(byEnd.peek().end);
  }
}
