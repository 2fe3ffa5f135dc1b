package io.loyalty.stream.api;

import io.loyalty.stream.activity.state.Baskets;
import io.loyalty.stream.activity.state.StoreMinute;
import io.loyalty.stream.window.RunningWindow;
import java.time.Instant;
import java.util.List;

/**
 * Tells what happened at a store, minute by minute.
 *
 * @param storeId the store
 * @param minutes its minutes in which something happened, in order
 */
record StoreView(String storeId, List<Minute> minutes) {
  static StoreView of(String store, List<RunningWindow<StoreMinute>> minutes) {
    return new StoreView(store, minutes.stream().map(Minute::of).toList());
  }

  /**
   * Is the answer to {@code GET /stores}.
   *
   * @param from the first minute that is summed up
   * @param stores the stores at which something happened since
   */
  record StoreList(Instant from, List<Total> stores) {}

  /**
   * Describes a minute of a store.
   *
   * @param minute when it begins
   * @param closed whether nothing is added to it any more
   * @param rewards the rewards that were redeemed
   * @param pointsRedeemed the points that were paid for them
   * @param coupons the coupons that were redeemed
   * @param baskets the baskets of each currency
   */
  record Minute(
      Instant minute,
      boolean closed,
      long rewards,
      long pointsRedeemed,
      long coupons,
      List<BasketsView> baskets) {
    private static Minute of(RunningWindow<StoreMinute> window) {
      StoreMinute sum = window.sum();
      return new Minute(
          window.start(),
          window.isClosed(),
          sum.getRewards(),
          sum.getPointsRedeemed(),
          sum.getCoupons(),
          sum.getBaskets().stream().map(BasketsView::of).toList());
    }
  }

  /**
   * Holds the sum of a store.
   *
   * @param storeId the store
   * @param rewards the rewards that were redeemed
   * @param pointsRedeemed the points that were paid for them
   * @param coupons the coupons that were redeemed
   * @param baskets the baskets of each currency
   */
  record Total(
      String storeId, long rewards, long pointsRedeemed, long coupons, List<BasketsView> baskets) {
    static Total of(String store, StoreMinute sum) {
      return new Total(
          store,
          sum.getRewards(),
          sum.getPointsRedeemed(),
          sum.getCoupons(),
          sum.getBaskets().stream().map(BasketsView::of).toList());
    }
  }

  /**
   * Baskets in one currency. Amounts and quantities are text, so that no reader rounds them.
   *
   * @param currency its code
   * @param sales the baskets paid
   * @param returns the baskets returned
   * @param identified those of both with a member
   * @param revenue what all cost, less what was returned
   * @param returned what the returned ones cost, which is not positive
   * @param lines the lines of all receipts
   * @param quantity the sum of their quantities, less what was returned
   */
  record BasketsView(
      String currency,
      long sales,
      long returns,
      long identified,
      String revenue,
      String returned,
      long lines,
      String quantity) {
    private static BasketsView of(Baskets baskets) {
      return new BasketsView(
          baskets.getCurrency(),
          baskets.getSales(),
          baskets.getReturns(),
          baskets.getIdentified(),
          baskets.getRevenue().toPlainString(),
          baskets.getReturned().toPlainString(),
          baskets.getLines(),
          baskets.getQuantity().toPlainString());
    }
  }
}
