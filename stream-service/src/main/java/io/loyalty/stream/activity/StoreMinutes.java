package io.loyalty.stream.activity;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.LineItem;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.events.StoreActivity;
import io.loyalty.stream.activity.state.Baskets;
import io.loyalty.stream.activity.state.StoreMinute;
import io.loyalty.stream.stage.Derived;
import io.loyalty.stream.window.ClosedWindow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes and adds the sums of a store's minute, and the events that follow from one. */
final class StoreMinutes {
  static final String NAME = "store";

  private static final BigDecimal NO_AMOUNT = BigDecimal.ZERO.setScale(2);
  private static final BigDecimal NO_QUANTITY = BigDecimal.ZERO.setScale(3);

  private StoreMinutes() {}

  static StoreMinute of(PurchaseTransaction purchase) {
    boolean isReturn = purchase.getTransactionType().equals("RETURN");
    BigDecimal amount = purchase.getTotalAmount();
    BigDecimal quantity =
        purchase.getLineItems().stream()
            .map(LineItem::getQuantity)
            .reduce(NO_QUANTITY, BigDecimal::add);
    var baskets =
        Baskets.newBuilder()
            .setCurrency(purchase.getCurrency())
            .setSales(isReturn ? 0 : 1)
            .setReturns(isReturn ? 1 : 0)
            .setIdentified(purchase.getMemberId() == null ? 0 : 1)
            .setRevenue(amount)
            .setReturned(isReturn ? amount : NO_AMOUNT)
            .setLines(purchase.getLineItems().size())
            .setQuantity(quantity)
            .build();
    return new StoreMinute(0L, 0L, 0L, List.of(baskets));
  }

  static StoreMinute of(RewardRedeemed reward) {
    return new StoreMinute(1L, reward.getPointsSpent(), 0L, List.of());
  }

  static StoreMinute of(CouponRedeemed coupon) {
    return new StoreMinute(0L, 0L, 1L, List.of());
  }

  static StoreMinute plus(StoreMinute left, StoreMinute right) {
    Map<String, Baskets> byCurrency = new TreeMap<>();
    left.getBaskets().forEach(each -> byCurrency.put(each.getCurrency(), each));
    right
        .getBaskets()
        .forEach(each -> byCurrency.merge(each.getCurrency(), each, StoreMinutes::plus));
    return new StoreMinute(
        left.getRewards() + right.getRewards(),
        left.getPointsRedeemed() + right.getPointsRedeemed(),
        left.getCoupons() + right.getCoupons(),
        List.copyOf(byCurrency.values()));
  }

  private static Baskets plus(Baskets left, Baskets right) {
    return Baskets.newBuilder()
        .setCurrency(left.getCurrency())
        .setSales(left.getSales() + right.getSales())
        .setReturns(left.getReturns() + right.getReturns())
        .setIdentified(left.getIdentified() + right.getIdentified())
        .setRevenue(left.getRevenue().add(right.getRevenue()))
        .setReturned(left.getReturned().add(right.getReturned()))
        .setLines(left.getLines() + right.getLines())
        .setQuantity(left.getQuantity().add(right.getQuantity()))
        .build();
  }

  /** Returns an event for each currency, and one for what has none, if there is any. */
  static List<StoreActivity> events(ClosedWindow<StoreMinute> minute, Derived derived) {
    StoreMinute sum = minute.sum();
    List<StoreActivity> events = new ArrayList<>();
    for (Baskets baskets : sum.getBaskets()) {
      events.add(
          event(minute, derived, baskets.getCurrency())
              .setCurrency(baskets.getCurrency())
              .setSales(baskets.getSales())
              .setReturns(baskets.getReturns())
              .setIdentified(baskets.getIdentified())
              .setRevenue(baskets.getRevenue())
              .setReturned(baskets.getReturned())
              .setLines(baskets.getLines())
              .setQuantity(baskets.getQuantity())
              .build());
    }
    if (sum.getRewards() != 0 || sum.getCoupons() != 0) {
      events.add(
          event(minute, derived, "")
              .setRewards(sum.getRewards())
              .setPointsRedeemed(sum.getPointsRedeemed())
              .setCoupons(sum.getCoupons())
              .build());
    }
    return events;
  }

  private static StoreActivity.Builder event(
      ClosedWindow<StoreMinute> minute, Derived derived, String currency) {
    return StoreActivity.newBuilder()
        .setEventId(derived.id(NAME, minute.key(), minute.start(), currency))
        .setOccurredAt(minute.start())
        .setOccurredAtOffset(0)
        .setReceivedAt(minute.closedAt())
        .setSource(derived.source())
        .setStoreId(minute.key())
        .setSales(0)
        .setReturns(0)
        .setIdentified(0)
        .setRevenue(NO_AMOUNT)
        .setReturned(NO_AMOUNT)
        .setLines(0)
        .setQuantity(NO_QUANTITY)
        .setRewards(0)
        .setPointsRedeemed(0)
        .setCoupons(0);
  }
}
