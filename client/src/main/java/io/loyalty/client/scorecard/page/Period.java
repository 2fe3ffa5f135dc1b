package io.loyalty.client.scorecard.page;

import io.loyalty.client.scorecard.Scorecard;
import io.loyalty.client.scorecard.Scorecard.Check;
import io.loyalty.client.scorecard.Scorecard.Reason;
import io.loyalty.client.scorecard.ScorecardList;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Holds what a source sent in some days, summed up.
 *
 * @param list the hours
 * @param days the sum of each day that has an hour
 * @param total the sum of all
 * @param types accepted events by type, the most frequent first
 * @param reasons why events were refused, the most frequent first
 * @param otherReasons refused events by reasons that were not among the ten of their hour
 * @param checks failed checks, the most frequent first
 * @param silences when it sent nothing
 */
public record Period(
    ScorecardList list,
    SortedMap<LocalDate, Span> days,
    Span total,
    List<Scorecard.Type> types,
    List<Reason> reasons,
    long otherReasons,
    List<Check> checks,
    List<Silence> silences) {
  /** Sums up hours. */
  public static Period of(ScorecardList list) {
    SortedMap<LocalDate, Span> days = new TreeMap<>();
    list.hours().stream()
        .collect(Collectors.groupingBy(each -> each.hour().atOffset(ZoneOffset.UTC).toLocalDate()))
        .forEach((day, hours) -> days.put(day, Span.of(hours)));
    return new Period(
        list,
        days,
        Span.of(list.hours()),
        sums(
                list,
                Scorecard::types,
                each -> new Scorecard.Type(each.eventType(), 0),
                Scorecard.Type::events)
            .stream()
            .map(each -> new Scorecard.Type(each.getKey().eventType(), each.getValue()))
            .toList(),
        sums(
                list,
                Scorecard::reasons,
                each -> new Reason(each.reason(), each.rule(), each.path(), 0),
                Reason::events)
            .stream()
            .map(
                each ->
                    new Reason(
                        each.getKey().reason(),
                        each.getKey().rule(),
                        each.getKey().path(),
                        each.getValue()))
            .toList(),
        list.hours().stream().mapToLong(Scorecard::otherReasons).sum(),
        sums(
                list,
                Scorecard::checks,
                each -> new Check(each.eventType(), each.name(), 0),
                Check::events)
            .stream()
            .map(
                each -> new Check(each.getKey().eventType(), each.getKey().name(), each.getValue()))
            .toList(),
        Silence.of(list));
  }

  private static <T> List<Map.Entry<T, Long>> sums(
      ScorecardList list,
      Function<Scorecard, List<T>> items,
      Function<T, T> name,
      ToLongFunction<T> events) {
    Map<T, Long> sums = new HashMap<>();
    list.hours()
        .forEach(
            hour ->
                items
                    .apply(hour)
                    .forEach(
                        item -> sums.merge(name.apply(item), events.applyAsLong(item), Long::sum)));
    return sums.entrySet().stream()
        .sorted(
            Map.Entry.<T, Long>comparingByValue()
                .reversed()
                .thenComparing(each -> each.getKey().toString(), Comparator.naturalOrder()))
        .toList();
  }
}
