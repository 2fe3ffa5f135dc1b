package io.loyalty.stream.fraud.rule;

import io.loyalty.stream.fraud.state.Booking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds points for a purchase that did not come in time. It is asked when the time is over.
 * Stateless and thread-safe.
 */
public final class PointsWithoutPurchase {
  private static final int SCORE = 70;
  private static final long MICROS_IN_MILLI = 1_000;

  private final Duration grace;

  /** Creates the rule. */
  public PointsWithoutPurchase(FraudProperties.Points settings) {
    this.grace = settings.grace();
  }

  /** Returns the time, in milliseconds, until which the purchase may come. */
  public long dueAt(Booking points) {
    long at = EventRefs.at(points.getEvent()) / MICROS_IN_MILLI;
    return Math.max(at, points.getEvent().getArrivedAt()) + grace.toMillis();
  }

  /** Returns the case, if the purchase of these points has not come by now. */
  public Optional<Suspicion> overdue(MemberHistory history, UUID pointsId) {
    return history.bookings().items().stream()
        .filter(points -> EventRefs.id(points.getEvent()).equals(pointsId))
        .filter(points -> !points.getSettled() && !points.getReported())
        .findFirst()
        .map(
            points -> {
              points.setReported(true);
              return new Suspicion(
                  FraudRule.POINTS_WITHOUT_PURCHASE,
                  List.of(history.memberId(), pointsId),
                  SCORE,
                  history.subject(null),
                  List.of(history.evidence(points)),
                  grace);
            });
  }
}
