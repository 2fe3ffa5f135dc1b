package io.loyalty.console.live;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationList;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.streams.StageList;
import io.loyalty.console.live.Ring.Count;
import io.loyalty.console.live.Snapshot.Rate;
import io.loyalty.console.service.Alert;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Prometheus;
import io.loyalty.console.service.Services;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the services for their status, once for all who want to know, and remembers the last 15
 * minutes. Thread-safe.
 */
@Component
public class Snapshots {
  private static final Duration FRESH = Duration.ofMillis(900);
  private static final Duration USABLE = Duration.ofSeconds(30);
  private static final Duration SLOWLY_CHANGING = Duration.ofSeconds(10);

  // The service lists no more. Fewer could all be of one event type, and hide the last one of all.
  private static final int NEWEST = 100;

  private final Services services;
  private final Prometheus prometheus;
  private final Clock clock;
  private final Executor requests;
  private final Ring ring = new Ring();
  private final ReentrantLock asking = new ReentrantLock();

  private volatile Snapshot latest;

  /** Holds the event types that ingestion-service takes; null before its first answer. */
  private @Nullable Set<String> ofThePlatform;

  private Instant slowAsked = Instant.MIN;
  private Answered<List<Reconciliation>> reconciliations = Answered.of(List.of());
  private Answered<List<Alert>> alerts = Answered.of(List.of());

  Snapshots(Services services, Prometheus prometheus, Clock clock, RequestThreads requests) {
    this.services = services;
    this.prometheus = prometheus;
    this.clock = clock;
    this.requests = requests;
  }

  /**
   * Returns what the services say now: they are asked at most once a second, whoever asks here. If
   * they take long, the answer of before, unless that is too old.
   */
  public Snapshot latest() {
    Snapshot known = latest;
    if (known != null && isYoungerThan(FRESH, known)) {
      return known;
    }
    if (known != null && isYoungerThan(USABLE, known)) {
      if (!asking.tryLock()) {
        return known;
      }
    } else {
      asking.lock();
    }
    try {
      return latest != null && isYoungerThan(FRESH, latest) ? latest : ask();
    } finally {
      asking.unlock();
    }
  }

  /** Returns the points of the last 15 minutes, the oldest first. */
  public List<Point> points() {
    return ring.points();
  }

  private boolean isYoungerThan(Duration age, Snapshot known) {
    return known.at().plus(age).isAfter(clock.instant());
  }

  private Snapshot ask() {
    // Before the answers: if it were their time, one that is slow would be young at the next tick.
    Instant at = clock.instant();
    boolean slowly = !slowAsked.plus(SLOWLY_CHANGING).isAfter(at) || !reconciliations.isThere();
    var ingestion = later(() -> Answered.from(services.ingestion()::status));
    var consumption = later(() -> Answered.from(services.consumption()::status));
    var stages = later(this::stages);
    if (slowly) {
      var runs =
          later(
              () ->
                  Answered.from(() -> services.consumption().reconciliations(null, NEWEST))
                      .map(ReconciliationList::reconciliations));
      var firing = later(prometheus::firing);
      reconciliations = runs.join();
      alerts = firing.join();
      slowAsked = at;
    }
    Answered<ConsumptionStatus> load = consumption.join();
    Answered<IngestionStatus> received = ingestion.join();
    Map<String, Rate> rates = rates(at, load);
    latest = new Snapshot(at, received, load, stages.join(), reconciliations, alerts, rates);
    if (load.isThere() && load.value().isWhole()) {
      if (received.isThere()) {
        ofThePlatform = received.value().eventTypes();
      }
      ring.add(point(at, load.value(), rates));
    }
    return latest;
  }

  private Answered<StageList> stages() {
    return services.hasStreams()
        ? Answered.from(services.streams()::stages)
        : Answered.missing("No stream-service is configured (console.services.streams-url).");
  }

  private Map<String, Rate> rates(Instant at, Answered<ConsumptionStatus> load) {
    Map<String, Count> counts = new HashMap<>();
    if (load.isThere()) {
      for (Topic topic : load.value().topics()) {
        if (topic.lag() != null) {
          counts.put(topic.eventType(), new Count(topic.records() + topic.lag(), topic.records()));
        }
      }
    }
    return counts.isEmpty() ? Map.of() : Map.copyOf(ring.add(at, counts));
  }

  /** Derived events are not counted: the same purchase would be there several times. */
  private Point point(Instant at, ConsumptionStatus status, Map<String, Rate> rates) {
    double produced = 0;
    double loaded = 0;
    double refused = 0;
    long lag = 0;
    for (Topic topic : status.topics()) {
      Rate rate = rates.getOrDefault(topic.eventType(), new Rate(0, 0));
      if (topic.ofDeadLetters()) {
        refused += rate.produced();
      } else if (isOfThePlatform(topic)) {
        produced += rate.produced();
        loaded += rate.loaded();
        lag += topic.lag();
      }
    }
    return new Point(at, produced, loaded, refused, lag);
  }

  private boolean isOfThePlatform(Topic topic) {
    return ofThePlatform == null
        ? !topic.ofResolutions()
        : ofThePlatform.contains(topic.eventType());
  }

  private <T> CompletableFuture<T> later(Supplier<T> request) {
    return CompletableFuture.supplyAsync(request, requests);
  }
}
