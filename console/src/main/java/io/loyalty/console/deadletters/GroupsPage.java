package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.console.service.Answered;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows the groups of dead letters, the largest first.
 *
 * @param filter the conditions
 * @param by what they are grouped by
 * @param groups the largest groups
 */
record GroupsPage(LetterFilter filter, List<LetterField> by, Answered<DeadLetterList> groups) {
  /** More rows than these nobody reads, and a browser shows them slowly. */
  static final int MOST = 100;

  /** Returns the rows that are shown. */
  public List<GroupRow> rows() {
    return groups.isThere()
        ? groups.value().groups().stream().map(each -> GroupRow.of(each, by, filter)).toList()
        : List.of();
  }

  /** Returns how many groups there are. */
  public int size() {
    return groups.isThere() ? groups.value().groupCount() : 0;
  }

  /** Returns how many dead letters there are, each counted once. */
  public Answered<Long> total() {
    return groups.map(DeadLetterList::total);
  }

  /** Returns whether some groups are not shown. */
  public boolean isCut() {
    return size() > MOST;
  }

  /** Returns whether a dead letter may be counted in several groups. */
  public boolean isOverlapping() {
    return by.stream().anyMatch(LetterField::isOfViolation);
  }

  /** Returns what can be grouped by. */
  public List<LetterField> fields() {
    return Arrays.asList(LetterField.values());
  }

  /** Returns whether nothing restricts the page to some of the open dead letters. */
  public boolean isUnfiltered() {
    return filter.conditions().isEmpty();
  }

  /** Returns the query of this page. */
  public String query() {
    String grouped =
        by.stream().map(each -> "groupBy=" + each.field()).collect(Collectors.joining("&"));
    return filter.query().isEmpty() ? grouped : filter.query() + "&" + grouped;
  }
}
