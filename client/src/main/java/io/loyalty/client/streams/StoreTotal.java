package io.loyalty.client.streams;

import java.util.List;

/**
 * Sums up a store.
 *
 * @param storeId the store
 * @param rewards the rewards that were handed out
 * @param pointsRedeemed the points that were paid for them
 * @param coupons the coupons that were used
 * @param baskets the baskets of each currency
 */
public record StoreTotal(
    String storeId, long rewards, long pointsRedeemed, long coupons, List<Baskets> baskets) {}
