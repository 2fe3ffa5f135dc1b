package io.loyalty.stream.enrichment;

import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.stream.enrichment.state.BasketPoints;
import io.loyalty.stream.enrichment.state.EmittedBasket;
import io.loyalty.stream.enrichment.state.EventId;
import io.loyalty.stream.enrichment.state.MemberBaskets;
import io.loyalty.stream.enrichment.state.WaitingBasket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Joins the baskets of one member with their points, in the order in which the baskets came. Times
 * are in ms of event time.
 *
 * @param state the state; changed in place
 * @param window how long before and after a basket its points may be booked
 * @param remembered how long baskets and points are known after they came, for what comes again
 */
record Baskets(MemberBaskets state, long window, long remembered) {
  /** Bounds the state of a card that a whole store uses: the oldest one then waits no longer. */
  static final int MOST_WAITING = 100;

  /** Bounds it for baskets that have left, and for points. */
  static final int MOST_REMEMBERED = 200;

  private static final String SALE = "SALE";

  /** Tells what became of points. */
  enum Taken {
    /** They count for a basket that waits, or that may still come. */
    COUNTED,
    /** They were taken before. */
    REPEATED,
    /** The basket has left without them. */
    LATE
  }

  /**
   * A basket that leaves.
   *
   * @param basket the basket
   * @param points its points; null if none came
   */
  record Finished(WaitingBasket basket, @Nullable Long points) {}

  static MemberBaskets none() {
    return new MemberBaskets(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** Takes a basket; returns false if it came before. */
  boolean add(PurchaseTransaction purchase, long at, long now) {
    EventId id = EventIds.packed(purchase.getEventId());
    long occurredAt = EventIds.packed(purchase.getOccurredAt());
    if (isKnown(id, occurredAt)) {
      return false;
    }
    state
        .getWaiting()
        .add(
            WaitingBasket.newBuilder()
                .setPurchaseId(id)
                .setOccurredAt(occurredAt)
                .setOccurredAtOffset(purchase.getOccurredAtOffset())
                .setAt(at)
                // An old basket that is loaded later has its points as soon after it.
                .setUntil(Math.max(at, now) + window)
                .setTransactionId(purchase.getTransactionId())
                .setStoreId(purchase.getStoreId())
                .setTransactionType(purchase.getTransactionType())
                .setCurrency(purchase.getCurrency())
                .setTotalAmount(purchase.getTotalAmount().unscaledValue().longValueExact())
                .setLineCount(purchase.getLineItems().size())
                .build());
    return true;
  }

  private boolean isKnown(EventId id, long occurredAt) {
    for (WaitingBasket basket : state.getWaiting()) {
      if (basket.getPurchaseId().equals(id) && basket.getOccurredAt() == occurredAt) {
        return true;
      }
    }
    for (EmittedBasket basket : state.getEmitted()) {
      if (basket.getPurchaseId().equals(id) && basket.getOccurredAt() == occurredAt) {
        return true;
      }
    }
    return false;
  }

  /** Takes points that name a receipt. */
  Taken add(PointsCollected points, long at, long now) {
    EventId id = EventIds.packed(points.getEventId());
    for (BasketPoints taken : state.getPoints()) {
      if (taken.getEventId().equals(id)) {
        return Taken.REPEATED;
      }
    }
    String receipt = points.getTransactionId();
    boolean isLate = !isAwaited(receipt, at) && hasLeft(receipt);
    state
        .getPoints()
        .add(
            BasketPoints.newBuilder()
                .setEventId(id)
                .setTransactionId(isLate ? null : receipt)
                .setAt(at)
                .setPoints(points.getPoints())
                .setUntil(Math.max(at, now) + Math.max(remembered, window))
                .build());
    keepNewest(state.getPoints());
    return isLate ? Taken.LATE : Taken.COUNTED;
  }

  private boolean isAwaited(String receipt, long at) {
    for (WaitingBasket basket : state.getWaiting()) {
      if (basket.getTransactionId().equals(receipt) && isWithin(basket, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasLeft(String receipt) {
    for (EmittedBasket basket : state.getEmitted()) {
      if (receipt.equals(basket.getTransactionId())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the first basket if it need not wait any longer, and takes it out.
   *
   * @param over the event time up to which no points are awaited any more
   * @param now the event time
   */
  @Nullable Finished poll(long over, long now) {
    if (state.getWaiting().isEmpty()) {
      return null;
    }
    WaitingBasket first = state.getWaiting().get(0);
    Long points = points(first);
    if (points == null && mustWait(first, over)) {
      return null;
    }
    state.getWaiting().remove(0);
    state
        .getEmitted()
        .add(
            EmittedBasket.newBuilder()
                .setPurchaseId(first.getPurchaseId())
                .setOccurredAt(first.getOccurredAt())
                .setTransactionId(isSale(first) ? first.getTransactionId() : null)
                .setUntil(Math.max(first.getAt(), now) + remembered)
                .build());
    keepNewest(state.getEmitted());
    return new Finished(first, points);
  }

  private boolean mustWait(WaitingBasket first, long over) {
    return isSale(first) && over <= first.getUntil() && state.getWaiting().size() <= MOST_WAITING;
  }

  private @Nullable Long points(WaitingBasket basket) {
    Long sum = null;
    if (isSale(basket)) {
      for (BasketPoints points : state.getPoints()) {
        if (basket.getTransactionId().equals(points.getTransactionId())
            && isWithin(basket, points.getAt())) {
          sum = points.getPoints() + (sum == null ? 0 : sum);
        }
      }
    }
    return sum;
  }

  private boolean isWithin(WaitingBasket basket, long at) {
    return Math.abs(at - basket.getAt()) <= window;
  }

  /** Points are earned by sales: what a return takes away is a correction. */
  private static boolean isSale(WaitingBasket basket) {
    return basket.getTransactionType().equals(SALE);
  }

  /** Returns until when the first basket waits; empty if there is none. */
  OptionalLong waitsUntil() {
    return state.getWaiting().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(state.getWaiting().get(0).getUntil());
  }

  /** Forgets what is over by this event time; returns whether there was any. */
  boolean forget(long now) {
    boolean baskets = Expiry.removeFrom(state.getEmitted(), basket -> basket.getUntil() < now);
    return Expiry.removeFrom(state.getPoints(), points -> points.getUntil() < now) || baskets;
  }

  boolean isEmpty() {
    return state.getWaiting().isEmpty()
        && state.getEmitted().isEmpty()
        && state.getPoints().isEmpty();
  }

  private static void keepNewest(List<?> kept) {
    if (kept.size() > MOST_REMEMBERED) {
      kept.remove(0);
    }
  }
}
