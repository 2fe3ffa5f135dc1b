package io.loyalty.stream.activity;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.OfferCompleted;
import io.loyalty.events.OfferReceived;
import io.loyalty.events.OfferViewed;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.stream.activity.state.OfferHour;
import io.loyalty.stream.activity.state.StoreMinute;
import io.loyalty.stream.stage.Derived;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import io.loyalty.stream.window.WindowProperties;
import io.loyalty.stream.window.Windowing;
import io.loyalty.stream.window.Windows;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Counts what happens at each store in a minute, and to each offer in an hour, by when it occurred.
 *
 * <p>Points that a purchase earned are not among it: they are booked without a store, and to find
 * it by the receipt would keep every receipt in the state. {@code purchase-enriched} has both.
 */
@Component
final class ActivityStage implements Stage {
  /** Is the name of the stage, by which its state is found. */
  static final String NAME = "activity";

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final ActivityProperties properties;
  private final WindowProperties windows;

  ActivityStage(ActivityProperties properties, WindowProperties windows) {
    this.properties = properties;
    this.windows = windows;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Returns what is counted for stores. */
  static Windowing<StoreMinute> stores(ActivityProperties properties) {
    var derived = new Derived(NAME);
    return new Windowing<>(
        StoreMinutes.NAME,
        StoreMinute.class,
        StoreMinutes::plus,
        properties.times(MINUTE),
        closed -> StoreMinutes.events(closed, derived));
  }

  private Windowing<OfferHour> offers() {
    var derived = new Derived(NAME);
    return new Windowing<>(
        OfferHours.NAME,
        OfferHour.class,
        OfferHours::plus,
        properties.times(HOUR),
        closed -> OfferHours.events(closed, derived));
  }

  @Override
  public void describe(StageTopology topology) {
    topology.write(
        "store-activity",
        new Windows<>(topology, stores(properties), windows)
            .add(
                PurchaseTransaction.class,
                topology.readOnce(PurchaseTransaction.class),
                PurchaseTransaction::getStoreId,
                StoreMinutes::of)
            .add(
                RewardRedeemed.class,
                topology.readOnce(RewardRedeemed.class),
                RewardRedeemed::getStoreId,
                StoreMinutes::of)
            .add(
                CouponRedeemed.class,
                topology.readOnce(CouponRedeemed.class),
                CouponRedeemed::getStoreId,
                StoreMinutes::of)
            .results());
    topology.write(
        "offer-activity",
        new Windows<>(topology, offers(), windows)
            .add(
                OfferReceived.class,
                topology.readOnce(OfferReceived.class),
                OfferReceived::getOfferId,
                received -> OfferHours.RECEIVED)
            .add(
                OfferViewed.class,
                topology.readOnce(OfferViewed.class),
                OfferViewed::getOfferId,
                viewed -> OfferHours.VIEWED)
            .add(
                OfferCompleted.class,
                topology.readOnce(OfferCompleted.class),
                OfferCompleted::getOfferId,
                OfferHours::of)
            .results());
  }
}
