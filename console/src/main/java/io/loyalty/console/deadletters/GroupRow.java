package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.DeadLetterList.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Shows one group of dead letters.
 *
 * @param cells the values that the group is made of; a dash stands for none
 * @param count how many dead letters it has
 * @param first when the first was refused
 * @param last when the last was refused
 * @param example the id of the last
 * @param query the query of an address that lists the group
 * @param isExact whether the list has the group alone; a value that could not be read, or is
 *     masked, can't be asked for
 */
record GroupRow(
    List<String> cells,
    long count,
    Instant first,
    Instant last,
    String example,
    String query,
    boolean isExact) {
  private static final String MASK = "***";
  private static final String NONE = "–";

  static GroupRow of(Group group, List<LetterField> by, LetterFilter filter) {
    return new GroupRow(
        by.stream().map(each -> each.of(group)).map(each -> each == null ? NONE : each).toList(),
        group.count(),
        group.first(),
        group.last(),
        group.example(),
        filter(group, by, filter).query(),
        by.stream().allMatch(each -> isAskable(each, group)));
  }

  private static boolean isAskable(LetterField field, Group group) {
    String value = field.of(group);
    // A reason has violations or has none, so that the reason alone is such a group.
    return value == null
        ? field.isOfViolation() && group.reason() != null
        : field == LetterField.SOURCE || !value.contains(MASK);
  }

  private static LetterFilter filter(Group group, List<LetterField> by, LetterFilter filter) {
    Instant hour = by.contains(LetterField.HOUR) ? group.hour() : null;
    return new LetterFilter(
        asked(LetterField.TYPE, group, by, filter.eventType()),
        asked(LetterField.STATION, group, by, filter.station()),
        asked(LetterField.REASON, group, by, filter.reason()),
        asked(LetterField.RULE, group, by, filter.rule()),
        asked(LetterField.PATH, group, by, filter.path()),
        asked(LetterField.SOURCE, group, by, filter.source()),
        asked(LetterField.VERSION, group, by, filter.serviceVersion()),
        hour == null ? filter.from() : hour.toString(),
        hour == null ? filter.to() : hour.plus(Duration.ofHours(1)).toString(),
        filter.state(),
        filter.id());
  }

  private static String asked(
      LetterField field, Group group, List<LetterField> by, String otherwise) {
    String value = by.contains(field) && isAskable(field, group) ? field.of(group) : null;
    return value == null ? otherwise : value;
  }
}
