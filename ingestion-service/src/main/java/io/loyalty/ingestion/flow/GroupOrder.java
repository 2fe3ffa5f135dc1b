package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.source.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets one message of a group be in work at a time; later ones wait in the order of the queue. If a
 * message fails, the messages that wait for it are given back as well, so that none overtakes it.
 * Messages without a group never wait. Thread-safe.
 */
final class GroupOrder {
  private final Map<Group, Deque<Message>> waiting = new HashMap<>();

  private record Group(String queue, String name) {
    static Group of(Message message) {
      return new Group(message.receipt().source(), message.group());
    }
  }

  /** Returns whether the message may begin now; if not, {@link #next} returns it in its turn. */
  synchronized boolean admit(Message message) {
    if (message.group() == null) {
      return true;
    }
    Deque<Message> later = waiting.putIfAbsent(Group.of(message), new ArrayDeque<>());
    if (later != null) {
      later.add(message);
    }
    return later == null;
  }

  /** Returns the message whose turn it is once {@code ended} is safe. */
  synchronized Optional<Message> next(Message ended) {
    if (ended.group() == null) {
      return Optional.empty();
    }
    Message next = waiting.get(Group.of(ended)).poll();
    if (next == null) {
      waiting.remove(Group.of(ended));
    }
    return Optional.ofNullable(next);
  }

  /** Removes and returns the messages that wait for {@code failed}. */
  synchronized List<Message> removeWaiting(Message failed) {
    return failed.group() == null ? List.of() : List.copyOf(waiting.remove(Group.of(failed)));
  }
}
