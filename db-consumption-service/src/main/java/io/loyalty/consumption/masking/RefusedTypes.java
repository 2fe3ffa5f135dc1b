package io.loyalty.consumption.masking;

import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import io.loyalty.schemas.text.MaskedName;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Shows the types of refused events. A sender may put anything there, so a type that the catalogue
 * does not have and that may be data itself is masked; those of a kind are counted together.
 */
@Component
public final class RefusedTypes {
  private final Set<String> known;

  /** Knows the types of these topics. */
  public RefusedTypes(EventTopics topics) {
    this.known =
        topics.names().stream()
            .map(topic -> topics.type(topic).name())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The type, or a mask; null stays null. */
  public String shown(String type) {
    return type == null || known.contains(type) ? type : MaskedName.of(type);
  }

  /** These counts with the types that may be shown; kinds that look the same then are added up. */
  public List<LoadTotals.DeadLetterCount> counts(List<LoadTotals.DeadLetterCount> stored) {
    return merged(
        stored.stream().map(each -> each.of(shown(each.eventType()))).toList(),
        each -> Arrays.asList(each.eventType(), each.station(), each.reason()),
        LoadTotals.DeadLetterCount::and);
  }

  private static <T> List<T> merged(
      Collection<T> all, Function<T, List<String>> kind, BinaryOperator<T> together) {
    Map<List<String>, T> merged = new LinkedHashMap<>();
    all.forEach(each -> merged.merge(kind.apply(each), each, together));
    return List.copyOf(merged.values());
  }
}
