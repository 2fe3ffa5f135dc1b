package io.loyalty.console.board;

import io.loyalty.client.history.LatestEvents;
import io.loyalty.client.streams.StoreList;
import io.loyalty.console.service.Answered;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the activity of stores and the suspicions of fraud.
 *
 * @param minutes over how many minutes stores are summed up
 * @param query what is looked for among the stores; empty for all
 * @param stores what stream-service answers; null if there is none
 * @param alerts the newest suspicions
 */
record BoardPage(
    int minutes,
    String query,
    @Nullable Answered<StoreList> stores,
    Answered<LatestEvents> alerts) {
  private static final int SHOWN = 50;

  /** Returns over how many minutes stores can be summed up. */
  public List<Integer> choices() {
    return List.of(5, 15, 60, 240, 1440);
  }

  /** Returns the stores at which most happened. */
  public List<StoreRow> rows() {
    return matching().stream().limit(SHOWN).toList();
  }

  /** Returns their ids. */
  public List<String> ids() {
    return rows().stream().map(StoreRow::storeId).toList();
  }

  /** Returns how many stores are not shown. */
  public int others() {
    return Math.max(0, matching().size() - SHOWN);
  }

  /** Returns all stores that have the text in their id. */
  List<StoreRow> matching() {
    String part = query.toLowerCase(Locale.ROOT);
    return all().stream()
        .filter(each -> each.storeId().toLowerCase(Locale.ROOT).contains(part))
        .sorted(
            Comparator.comparing(StoreRow::activity).reversed().thenComparing(StoreRow::storeId))
        .toList();
  }

  /** Returns the rows of the stores with these ids, in the same order: nothing moves. */
  List<StoreRow> rows(List<String> ids) {
    Map<String, StoreRow> all =
        all().stream()
            .collect(Collectors.toMap(StoreRow::storeId, each -> each, (one, two) -> one));
    return ids.stream().map(each -> all.getOrDefault(each, StoreRow.quiet(each))).toList();
  }

  /** Returns how many stores have come that the viewer does not see, of those that fit. */
  long newStores(List<String> ids) {
    Set<String> shown = new HashSet<>(ids);
    return ids.size() >= SHOWN
        ? 0
        : matching().stream().filter(each -> !shown.contains(each.storeId())).count();
  }

  /** Returns when the newest of the suspicions shown was loaded. */
  public Instant newestAlert() {
    return events().stream()
        .map(LatestEvents.Event::loadedAt)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** Returns the suspicions, the newest first. */
  public List<Alert> alertRows() {
    return events().stream().map(Alert::of).toList();
  }

  /** Returns how many suspicions were loaded since a time. */
  long newAlerts(Instant since) {
    return events().stream().filter(each -> each.loadedAt().isAfter(since)).count();
  }

  private List<StoreRow> all() {
    return stores == null
        ? List.of()
        : stores.map(StoreList::stores).orElse(List.of()).stream().map(StoreRow::of).toList();
  }

  private List<LatestEvents.Event> events() {
    return alerts.map(LatestEvents::events).orElse(List.of());
  }
}
