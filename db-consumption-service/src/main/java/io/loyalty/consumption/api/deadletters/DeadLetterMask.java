package io.loyalty.consumption.api.deadletters;

import io.loyalty.consumption.api.InvalidRequestException;
import io.loyalty.consumption.masking.OriginalMask;
import io.loyalty.consumption.masking.RefusedTypes;
import io.loyalty.consumption.masking.TypeMasks;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterDimension;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterGroup;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterPage;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterReader;
import io.loyalty.consumption.warehouse.deadletters.StoredDeadLetter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Masks what dead letters show of persons, and names that may be data themselves. Thread-safe. */
@Component
final class DeadLetterMask {
  /** More groups are refused. */
  static final int MOST_GROUPS = 10_000;

  private final DeadLetterReader reader;
  private final RefusedTypes types;
  private final TypeMasks masks;
  private final JsonMapper json;

  DeadLetterMask(DeadLetterReader reader, RefusedTypes types, TypeMasks masks, JsonMapper json) {
    this.reader = reader;
    this.types = types;
    this.masks = masks;
    this.json = json;
  }

  /**
   * Holds groups of dead letters.
   *
   * @param listed the largest groups, the largest first
   * @param count the number of all groups
   * @param total the number of dead letters in them, each counted once
   */
  record Groups(List<Map<String, Object>> listed, int count, long total) {}

  /**
   * Returns the groups with masks; those that look the same then are added up.
   *
   * @param most the number of groups that are listed at most
   * @param mayRead whether the caller has a role, and so may see pseudonyms
   */
  Groups groups(DeadLetterFilter filter, Set<DeadLetterDimension> by, int most, boolean mayRead) {
    Set<DeadLetterDimension> asked = EnumSet.copyOf(by);
    if (by.contains(DeadLetterDimension.PATH)) {
      // The type tells which names of a path are the contract's.
      asked.add(DeadLetterDimension.EVENT_TYPE);
    }
    List<DeadLetterGroup> stored = reader.groups(filter, asked, MOST_GROUPS + 1);
    if (stored.size() > MOST_GROUPS) {
      throw new InvalidRequestException(
          "there are more than %d groups; filter more, or group by less".formatted(MOST_GROUPS));
    }
    Map<Map<DeadLetterDimension, String>, DeadLetterGroup> masked = new LinkedHashMap<>();
    for (DeadLetterGroup each : stored) {
      DeadLetterGroup shown = each.under(key(each.key(), by, mayRead));
      masked.merge(shown.key(), shown, DeadLetterGroup::and);
    }
    return new Groups(
        masked.values().stream()
            .sorted(Comparator.comparingLong(DeadLetterGroup::count).reversed())
            .limit(most)
            .map(DeadLetterMask::fields)
            .toList(),
        masked.size(),
        stored.stream().mapToLong(DeadLetterGroup::once).sum());
  }

  private static Map<String, Object> fields(DeadLetterGroup group) {
    Map<String, Object> fields = new LinkedHashMap<>();
    group.key().forEach((dimension, value) -> fields.put(dimension.label(), value));
    fields.put("count", group.count());
    fields.put("first", group.first());
    fields.put("last", group.last());
    fields.put("example", group.example());
    return fields;
  }

  private Map<DeadLetterDimension, String> key(
      Map<DeadLetterDimension, String> stored, Set<DeadLetterDimension> by, boolean mayRead) {
    Map<DeadLetterDimension, String> key = new LinkedHashMap<>();
    for (DeadLetterDimension dimension : by) {
      String value = stored.get(dimension);
      key.put(
          dimension,
          switch (dimension) {
            case EVENT_TYPE -> types.shown(value);
            case PATH ->
                value == null
                    ? null
                    : masks
                        .of(stored.get(DeadLetterDimension.EVENT_TYPE), mayRead)
                        .maskPattern(value);
            case STATION, REASON, RULE, SOURCE, SERVICE_VERSION, HOUR -> value;
          });
    }
    return key;
  }

  /** Returns a dead letter of a list with masks. */
  DeadLetterPage.Summary summary(DeadLetterPage.Summary stored) {
    return new DeadLetterPage.Summary(
        stored.id(),
        stored.rejectedAt(),
        stored.station(),
        stored.reason(),
        types.shown(stored.eventType()),
        OriginalMask.id(stored.eventId()),
        stored.source(),
        stored.state(),
        stored.attempts());
  }

  /** Returns a dead letter with masks, and what happened since it was refused. */
  DeadLetterView view(StoredDeadLetter stored, DeadLetterHistory.Since since, boolean mayRead) {
    OriginalMask mask = masks.of(stored.rejection().eventType(), mayRead);
    return DeadLetterView.of(
        stored,
        types,
        mask,
        json,
        since.arrived().orElse(null),
        since.resolutions().stream()
            .map(
                each ->
                    ResolutionView.of(
                        each,
                        types,
                        each.eventType() == null ? mask : masks.of(each.eventType(), mayRead)))
            .toList());
  }
}
