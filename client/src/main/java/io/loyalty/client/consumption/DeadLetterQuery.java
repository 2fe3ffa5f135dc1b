package io.loyalty.client.consumption;

import java.util.List;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Asks for groups and one page of dead letters; the service's default applies to what is null.
 *
 * @param filter the dead letters; its state may also be {@code all}, and without one it is open
 * @param groupBy the fields to group by
 * @param groupLimit the number of groups that are listed, the largest first
 * @param limit the number of dead letters on a page
 * @param after the place after which the page begins, as {@link DeadLetterList#next()} named it
 */
public record DeadLetterQuery(
    DeadLetterFilter filter,
    List<String> groupBy,
    Integer groupLimit,
    Integer limit,
    String after) {
  /** Keeps an unmodifiable copy of the list; an absent one is empty. */
  public DeadLetterQuery {
    groupBy = groupBy == null ? List.of() : List.copyOf(groupBy);
  }

  /** Asks for all groups. */
  public DeadLetterQuery(
      DeadLetterFilter filter, List<String> groupBy, Integer limit, String after) {
    this(filter, groupBy, null, limit, after);
  }

  /** Returns the parameters of the request. */
  public MultiValueMap<String, String> parameters() {
    MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
    add(query, "eventType", filter.eventType());
    add(query, "station", filter.station());
    add(query, "reason", filter.reason());
    add(query, "rule", filter.rule());
    add(query, "path", filter.path());
    add(query, "source", filter.source());
    add(query, "serviceVersion", filter.serviceVersion());
    add(query, "from", filter.from());
    add(query, "to", filter.to());
    if (filter.ids() != null) {
      filter.ids().forEach(id -> query.add("id", id));
    }
    add(query, "state", filter.state());
    add(query, "groupBy", groupBy.isEmpty() ? null : String.join(",", groupBy));
    add(query, "groupLimit", groupLimit);
    add(query, "limit", limit);
    add(query, "after", after);
    return query;
  }

  private static void add(MultiValueMap<String, String> query, String name, Object value) {
    if (value != null) {
      query.add(name, value.toString());
    }
  }
}
