package io.loyalty.benchmarks.deadletter;

import io.loyalty.benchmarks.figure.Quantiles;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.DeadLetterFilter;
import io.loyalty.client.consumption.DeadLetterList.Group;
import io.loyalty.client.consumption.DeadLetterQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks for the pages of each filter, with the values of the largest and the smallest group, and for
 * the groups by each dimension.
 */
final class DeadLetterPages {
  private static final String ALL = "all";
  private static final int IDS = 100;

  /** The console shows so many. */
  private static final int SHOWN_GROUPS = 100;

  private static final DeadLetterFilter ANY = new Filter().made();
  private static final List<List<String>> GROUPINGS =
      List.of(
          List.of("eventType", "station", "reason"),
          List.of("eventType", "reason", "rule", "path"),
          List.of("eventType"),
          List.of("station"),
          List.of("reason"),
          List.of("rule"),
          List.of("path"),
          List.of("source"),
          List.of("serviceVersion"),
          List.of("hour"),
          List.of("rule", "path", "source"),
          List.of(
              "eventType",
              "station",
              "reason",
              "rule",
              "path",
              "source",
              "serviceVersion",
              "hour"));

  private final ConsumptionApi api;
  private final PageTimes times;
  private final Consumer<String> out;

  DeadLetterPages(ConsumptionApi api, Consumer<String> out) {
    this.api = api;
    this.times = new PageTimes(api);
    this.out = out;
  }

  /** Holds the conditions of a filter while it is made. */
  private record Filter(Map<String, Object> values) {
    Filter() {
      this(Map.of());
    }

    Filter with(String name, Object value) {
      Map<String, Object> more = new LinkedHashMap<>(values);
      if (value != null) {
        more.put(name, value);
      }
      return new Filter(more);
    }

    @SuppressWarnings("unchecked")
    DeadLetterFilter made() {
      return new DeadLetterFilter(
          (String) values.get("eventType"),
          (String) values.get("station"),
          (String) values.get("reason"),
          (String) values.get("rule"),
          (String) values.get("path"),
          (String) values.get("source"),
          (String) values.get("serviceVersion"),
          (Instant) values.get("from"),
          (Instant) values.get("to"),
          (List<String>) values.get("ids"),
          (String) values.get("state"));
    }
  }

  /** Prints the times of all; returns the slowest request in milliseconds. */
  double measure() {
    out.accept(
        "%-44s %9s  %20s  %20s  %20s  %20s"
            .formatted(
                "pages of 1,000, ms: median (most)",
                "matches",
                "first, with groups",
                "middle",
                "last",
                "each once"));
    filters().forEach(this::pages);
    out.accept(
        "%-80s %9s  %15s  %15s"
            .formatted("groups, ms: median (most)", "groups", "all", "the 100 largest"));
    for (List<String> each : GROUPINGS) {
      out.accept(
          "  %-78s %,9d  %15s  %15s"
              .formatted(
                  String.join(", ", each),
                  groups(String.join(",", each)).size(),
                  shown(times.groups(ANY, each, null)),
                  shown(times.groups(ANY, each, SHOWN_GROUPS))));
    }
    return times.slowest();
  }

  private Map<String, Filter> filters() {
    Map<String, Filter> filters = new LinkedHashMap<>();
    filters.put("none", new Filter());
    filters.put("state all", new Filter().with("state", ALL));
    filters.put("state redriven", new Filter().with("state", "redriven"));
    filters.put("state resolved", new Filter().with("state", "resolved"));
    both(filters, "eventType", Group::eventType);
    both(filters, "station", Group::station);
    both(filters, "reason", Group::reason);
    both(filters, "rule", Group::rule);
    both(filters, "path", Group::path);
    both(filters, "source", Group::source);
    both(filters, "serviceVersion", Group::serviceVersion);
    filters.put(
        "path with *", new Filter().with("path", "/data/lineItems/*/amount").with("state", ALL));
    filters.put("path that is nowhere", new Filter().with("path", "/data/nowhere/*"));
    Group all = groups("serviceVersion").get(0);
    Duration quarter = Duration.between(all.first(), all.last()).dividedBy(4);
    filters.put(
        "from, to: the middle half",
        new Filter().with("from", all.first().plus(quarter)).with("to", all.last().minus(quarter)));
    List<Group> rules = groups("rule,path,source,eventType");
    filters.put("all of the largest group", of(rules.get(0)));
    filters.put("all of the smallest group", of(rules.get(rules.size() - 1)));
    filters.put("ids: 100", new Filter().with("ids", ids()));
    return filters;
  }

  private static Filter of(Group group) {
    return new Filter()
        .with("eventType", known(group.eventType()))
        .with("rule", group.rule())
        .with("path", group.path())
        .with("source", group.source());
  }

  private void both(Map<String, Filter> filters, String dimension, Function<Group, String> value) {
    List<Group> groups =
        groups(dimension).stream().filter(each -> known(value.apply(each)) != null).toList();
    Group largest = groups.get(0);
    Group smallest = groups.get(groups.size() - 1);
    filters.put(dimension + ", the largest", new Filter().with(dimension, value.apply(largest)));
    if (groups.size() > 1) {
      filters.put(
          dimension + ", the smallest", new Filter().with(dimension, value.apply(smallest)));
    }
  }

  /** Returns null for what a sender made up, which the service does not show. */
  private static String known(String value) {
    return value == null || value.contains("***") ? null : value;
  }

  private List<Group> groups(String by) {
    return api
        .deadLetters(new DeadLetterQuery(ANY, List.of(by.split(",")), 1, null).parameters())
        .value()
        .groups()
        .stream()
        .sorted(Comparator.comparingLong(Group::count).reversed())
        .toList();
  }

  private List<String> ids() {
    return api
        .deadLetters(new DeadLetterQuery(ANY, List.of(), IDS, null).parameters())
        .value()
        .deadLetters()
        .stream()
        .map(each -> each.id())
        .toList();
  }

  private void pages(String name, Filter filter) {
    PageTimes.Times found = times.pages(filter.made());
    out.accept(
        "  %-42s %,9d  %20s  %20s  %20s  %20s"
            .formatted(
                name,
                found.matches(),
                shown(found.first()),
                shown(found.middle()),
                shown(found.last()),
                shown(found.each())));
  }

  private static String shown(Quantiles times) {
    return "%.0f (%.0f)".formatted(times.millis(0.5), times.millis(1));
  }
}
