package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.console.service.Answered;

/**
 * Shows a page of dead letters, the newest first.
 *
 * @param filter the conditions
 * @param list the page of the service
 * @param isFirst whether it is the first page, which alone counts all
 */
record ListPage(LetterFilter filter, Answered<DeadLetterList> list, boolean isFirst) {
  /** Returns how many dead letters there are on all pages. */
  public long total() {
    return isFirst && list.isThere() ? list.value().total() : 0;
  }

  /** Returns the query of the next page; null on the last. */
  public String next() {
    String after = list.isThere() ? list.value().next() : null;
    if (after == null) {
      return null;
    }
    String place = "after=" + LetterFilter.encoded(after);
    return filter.query().isEmpty() ? place : filter.query() + "&" + place;
  }
}
