package io.loyalty.client.streams;

import java.util.List;

/**
 * Tells what happened at a store.
 *
 * @param storeId the store
 * @param minutes the minutes in which something happened, in order
 */
public record Store(String storeId, List<StoreMinute> minutes) {}
