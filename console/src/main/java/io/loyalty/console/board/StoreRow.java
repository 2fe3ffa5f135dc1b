package io.loyalty.console.board;

import io.loyalty.client.streams.Baskets;
import io.loyalty.client.streams.StoreTotal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds what happened at a store.
 *
 * @param storeId the store
 * @param sales the baskets paid; null if nothing happened
 * @param returns the baskets returned
 * @param identified those of both with a member
 * @param revenue what all cost, in each currency
 * @param coupons the coupons used
 * @param rewards the rewards handed out
 * @param pointsRedeemed the points paid for them
 */
record StoreRow(
    String storeId,
    Long sales,
    Long returns,
    Long identified,
    String revenue,
    Long coupons,
    Long rewards,
    Long pointsRedeemed) {
  static StoreRow of(StoreTotal total) {
    return new StoreRow(
        total.storeId(),
        total.baskets().stream().mapToLong(Baskets::sales).sum(),
        total.baskets().stream().mapToLong(Baskets::returns).sum(),
        total.baskets().stream().mapToLong(Baskets::identified).sum(),
        revenue(total.baskets()),
        total.coupons(),
        total.rewards(),
        total.pointsRedeemed());
  }

  /** Returns the row of a store at which nothing happens any more. */
  static StoreRow quiet(String storeId) {
    return new StoreRow(storeId, null, null, null, null, null, null, null);
  }

  /** Returns how much happened, to order stores by. */
  long activity() {
    return sales + returns + coupons + rewards;
  }

  static String revenue(List<Baskets> baskets) {
    return baskets.stream()
        .map(each -> each.revenue() + " " + each.currency())
        .collect(Collectors.joining(", "));
  }
}
