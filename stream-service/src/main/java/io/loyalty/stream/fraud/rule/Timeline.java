package io.loyalty.stream.fraud.rule;

import io.loyalty.stream.fraud.state.EventRef;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Keeps the events of one kind of a member, each once, in the order in which they occurred. Its
 * size is limited.
 */
final class Timeline<T> {
  /** No rule looks at more events of one kind and member. */
  static final int MOST = 64;

  private static final Duration TOGETHER = Duration.ofSeconds(10);

  private final List<T> items;
  private final Function<T, EventRef> event;

  Timeline(List<T> items, Function<T, EventRef> event) {
    this.items = items;
    this.event = event;
  }

  List<T> items() {
    return items;
  }

  long at(T item) {
    return EventRefs.at(event.apply(item));
  }

  /** Adds an event; returns false if it is there already. */
  boolean add(T item) {
    EventRef added = event.apply(item);
    int place = items.size();
    for (int i = items.size() - 1; i >= 0; i--) {
      EventRef other = event.apply(items.get(i));
      if (EventRefs.isSame(other, added)) {
        return false;
      }
      if (EventRefs.ORDER.compare(other, added) > 0) {
        place = i;
      }
    }
    items.add(place, item);
    if (items.size() > MOST) {
      dropFarthest(EventRefs.at(added));
    }
    return true;
  }

  private void dropFarthest(long from) {
    int last = items.size() - 1;
    boolean isLastFarther = at(items.get(last)) - from > from - at(items.get(0));
    items.remove(isLastFarther ? last : 0);
  }

  /**
   * Forgets what arrived too long ago. What occurred too long before the latest event is forgotten
   * sooner: of an old day that is loaded late, events come together.
   *
   * @param now when the event at hand arrived, in milliseconds
   */
  void forget(Duration retention, long now) {
    if (items.isEmpty()) {
      return;
    }
    long oldest = at(items.get(items.size() - 1)) - Micros.of(retention);
    removeIf(
        items,
        item -> {
          long arrivedAt = event.apply(item).getArrivedAt();
          return arrivedAt < now - retention.toMillis()
              || (at(item) < oldest && arrivedAt < now - TOGETHER.toMillis());
        });
  }

  /** Removes elements by their index: the iterators of Avro's lists remove none. */
  static <E> void removeIf(List<E> list, Predicate<E> isOver) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (isOver.test(list.get(i))) {
        list.remove(i);
      }
    }
  }
}
