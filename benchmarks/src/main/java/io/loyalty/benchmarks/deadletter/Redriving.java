package io.loyalty.benchmarks.deadletter;

import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.consumption.RedriveRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Starts a preview or a redrive of all dead letters and follows it. Not thread-safe. */
final class Redriving {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final ConsumptionApi api;
  private final Set<Long> tried = new HashSet<>();
  private Redrive latest;
  private Duration request;

  Redriving(ConsumptionApi api) {
    this.api = api;
  }

  /** Asks for it; null is the service's own rate limit. */
  void start(boolean dryRun, Integer recordsPerSecond) {
    long began = System.nanoTime();
    latest =
        api.redrive(
                new RedriveRequest(
                    JsonMapper.shared().createObjectNode(),
                    null,
                    RefusedEvents.PATCH,
                    null,
                    dryRun,
                    recordsPerSecond))
            .value();
    request = Duration.ofNanos(System.nanoTime() - began);
  }

  /** Asks how far it is; returns whether it has ended. */
  boolean hasEnded() {
    latest = api.redrive(latest.id()).value();
    tried.add(latest.tried());
    return latest.state().ended();
  }

  /** Waits for its end. */
  void await() throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!hasEnded()) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(
            "the redrive is %s after %s: %s".formatted(latest.state(), PATIENCE, latest.reason()));
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  Redrive latest() {
    return latest;
  }

  /** Returns the time from its request to its end, by the warehouse's clock. */
  Duration took() {
    return Duration.between(latest.createdAt(), latest.endedAt());
  }

  /** Says what it took and what became of it. */
  @Override
  public String toString() {
    double seconds = took().toMillis() / 1e3;
    return "%s of %,d dead letters: request %,d ms, done after %.1f s (%,.0f a second, at most %,d allowed), %d steps of progress seen; would pass %,d, would fail %,d, published %,d, refused again %,d"
        .formatted(
            latest.dryRun() ? "preview" : "redrive",
            latest.deadLetters(),
            request.toMillis(),
            seconds,
            latest.deadLetters() / seconds,
            latest.recordsPerSecond(),
            tried.size(),
            latest.wouldPass(),
            latest.wouldFail(),
            latest.published(),
            latest.refusedAgain());
  }
}
