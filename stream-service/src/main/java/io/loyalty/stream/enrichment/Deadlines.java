package io.loyalty.stream.enrichment;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Knows until when the first waiting basket of each member waits. It is made of the state at each
 * start, and as large as there are members that wait. Confined to one thread.
 */
final class Deadlines {
  private final NavigableSet<Deadline> inOrder =
      new TreeSet<>(Comparator.comparingLong(Deadline::until).thenComparing(Deadline::member));
  private final Map<String, Deadline> byMember = new HashMap<>();

  /** A member's first basket waits until then, in ms of event time. */
  private record Deadline(long until, String member) {}

  void set(String member, long until) {
    Deadline before = byMember.get(member);
    if (before != null && before.until() == until) {
      return;
    }
    clear(member);
    var deadline = new Deadline(until, member);
    byMember.put(member, deadline);
    inOrder.add(deadline);
  }

  void clear(String member) {
    Deadline before = byMember.remove(member);
    if (before != null) {
      inOrder.remove(before);
    }
  }

  /** Returns a member whose first basket has waited long enough by this event time. */
  Optional<String> passed(long now) {
    return inOrder.isEmpty() || inOrder.first().until() >= now
        ? Optional.empty()
        : Optional.of(inOrder.first().member());
  }
}
