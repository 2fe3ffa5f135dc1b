package io.loyalty.client.streams;

import java.time.Instant;
import java.util.List;

/**
 * Tells what happened at a store in a minute.
 *
 * @param minute when it begins
 * @param closed whether nothing is added any more
 * @param rewards the rewards that were handed out
 * @param pointsRedeemed the points that were paid for them
 * @param coupons the coupons that were used
 * @param baskets the baskets of each currency
 */
public record StoreMinute(
    Instant minute,
    boolean closed,
    long rewards,
    long pointsRedeemed,
    long coupons,
    List<Baskets> baskets) {}
