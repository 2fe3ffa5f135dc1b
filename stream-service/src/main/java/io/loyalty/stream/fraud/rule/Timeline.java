package io.loyalty.stream.fraud.rule;

import io.loyalty.stream.fraud.state.EventRef;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Keeps the events of one kind of a member, each once, in the order in which they occurred. An
 * event is kept for a time after it arrived, whenever it occurred: old days that are loaded are
 * looked at like any other. The number of events is limited.
 */
final class Timeline<T> {
  /** No rule looks at more events of one kind and member. */
  static final int MOST = 64;

  private final List<T> items;
  private final Function<T, EventRef> event;
  private final Duration retention;

  Timeline(List<T> items, Function<T, EventRef> event, Duration retention) {
    this.items = items;
    this.event = event;
    this.retention = retention;
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
      items.remove(leastNeeded(EventRefs.at(added)));
    }
    return true;
  }

  /**
   * Returns which event goes when there are too many: of old days that are loaded, the one that
   * arrived first, so that they displace no events of the latest days. Without old days, it is the
   * one that is farthest from the event that was added.
   */
  private int leastNeeded(long added) {
    int last = items.size() - 1;
    long latest = at(items.get(last));
    long old = latest - Micros.of(retention);
    if (at(items.get(0)) >= old) {
      return latest - added > added - at(items.get(0)) ? last : 0;
    }
    int first = 0;
    for (int i = 1; at(items.get(i)) < old; i++) {
      if (arrivedAt(items.get(i)) < arrivedAt(items.get(first))) {
        first = i;
      }
    }
    return first;
  }

  private long arrivedAt(T item) {
    return event.apply(item).getArrivedAt();
  }

  /**
   * Forgets what arrived too long ago.
   *
   * @param now when the event at hand arrived, in milliseconds
   */
  void forget(long now) {
    removeIf(items, item -> arrivedAt(item) < now - retention.toMillis());
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
