package io.loyalty.example;

import io.loyalty.events.PointsCollected;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Sums up the points of each member. Topics hold an event again where it was sent again, so each
 * counts once, by its id. What it knows is lost at a restart, and the topic is read again from its
 * beginning: an application that is more than an example keeps sums and ids in a database, in one
 * transaction. Thread-safe.
 */
@Component
public class PointsReader {
  private final Map<Object, Boolean> seen = new HashMap<>();
  private final Map<String, Long> points = new ConcurrentHashMap<>();

  /** Takes an event from the topic. */
  @KafkaListener(topics = "${reader.prefix}.points-collected")
  public synchronized void read(PointsCollected event) {
    if (seen.put(event.getEventId(), true) == null) {
      points.merge(event.getMemberId(), event.getPoints(), Long::sum);
    }
  }

  /** Returns the points of a member. */
  public long points(String memberId) {
    return points.getOrDefault(memberId, 0L);
  }
}
