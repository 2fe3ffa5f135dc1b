package io.loyalty.console.board;

import io.loyalty.client.streams.Baskets;
import io.loyalty.client.streams.Store;
import io.loyalty.client.streams.StoreMinute;
import io.loyalty.console.service.Answered;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Holds what happened at one store, minute by minute.
 *
 * @param storeId the store
 * @param hours over how many hours
 * @param now the time of the page
 * @param store what stream-service answers
 */
record StorePage(String storeId, int hours, Instant now, Answered<Store> store) {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 120;

  /** Draws the baskets of a minute; the numbers are attributes of an SVG rectangle. */
  record Bar(String x, String y, String width, String height) {}

  /** Returns over how many hours there can be minutes. */
  public List<Integer> choices() {
    return List.of(1, 2, 6, 12, 24);
  }

  /** Returns the minutes, the newest first. */
  public List<StoreMinute> minutes() {
    List<StoreMinute> minutes = new ArrayList<>(known());
    Collections.reverse(minutes);
    return minutes;
  }

  /** Returns the baskets of a minute, those returned included. */
  public long baskets(StoreMinute minute) {
    return minute.baskets().stream().mapToLong(each -> each.sales() + each.returns()).sum();
  }

  /** Returns what the baskets of a minute cost, in each currency. */
  public String revenue(StoreMinute minute) {
    return StoreRow.revenue(minute.baskets());
  }

  /** Returns the lines of the receipts of a minute. */
  public long lines(StoreMinute minute) {
    return minute.baskets().stream().mapToLong(Baskets::lines).sum();
  }

  /** Returns all baskets. */
  public long baskets() {
    return known().stream().mapToLong(this::baskets).sum();
  }

  /** Returns the bars of the chart. */
  public List<Bar> bars() {
    long most = known().stream().mapToLong(this::baskets).max().orElse(0);
    if (most == 0) {
      return List.of();
    }
    Instant from = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(hours));
    double width = WIDTH / (hours * 60.0 + 1);
    return known().stream()
        .filter(each -> !each.minute().isBefore(from))
        .map(
            each -> {
              double height = HEIGHT * baskets(each) / (double) most;
              double x = Duration.between(from, each.minute()).toMinutes() * width;
              return new Bar(
                  number(x), number(HEIGHT - height), number(width * 0.9), number(height));
            })
        .toList();
  }

  private List<StoreMinute> known() {
    return store.map(Store::minutes).orElse(List.of());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
