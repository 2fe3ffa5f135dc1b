package io.loyalty.client.streams;

import java.time.Instant;
import java.util.List;

/**
 * Lists the sums of stores.
 *
 * @param from the first minute that is summed up
 * @param stores the stores at which something happened since
 */
public record StoreList(Instant from, List<StoreTotal> stores) {}
