package io.loyalty.ingestion.flow;

import io.loyalty.schemas.text.MaskedName;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the fields that their contracts don't know, by event type and path, and logs each once.
 * Paths come from senders, so only a limited number is counted apart and the others together; a
 * name that may be data itself is masked. Thread-safe.
 */
final class Drift {
  private static final Logger log = LoggerFactory.getLogger(Drift.class);
  private static final int MOST_FIELDS = 200;
  private static final int LONGEST_PATH = 128;
  private static final String OTHERS = "others";
  private static final Pattern STEP = Pattern.compile("(?<=/)(?!\\*(?:/|$))[^/]*");

  private final MeterRegistry meters;
  private final Set<UnknownField> seen = ConcurrentHashMap.newKeySet();
  private final Map<UnknownField, LongAdder> counts = new ConcurrentHashMap<>();

  private record UnknownField(String type, String path) {}

  Drift(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Counts these unknown fields of an event, JSON Pointers with {@code *} for an index. */
  void saw(String type, List<String> fields) {
    for (String field : fields) {
      String shown = shown(field);
      String path = isCountedApart(new UnknownField(type, shown)) ? shown : OTHERS;
      meters.counter("ingestion.unknown.fields", "event.type", type, "path", path).increment();
      counts.computeIfAbsent(new UnknownField(type, path), key -> new LongAdder()).increment();
    }
  }

  /** Returns the counts as the metric has them, by event type and path. */
  List<Ledger.UnknownFieldCount> counts() {
    return counts.entrySet().stream()
        .map(
            each ->
                new Ledger.UnknownFieldCount(
                    each.getKey().type(), each.getKey().path(), each.getValue().sum()))
        .sorted(
            Comparator.comparing(Ledger.UnknownFieldCount::eventType)
                .thenComparing(Ledger.UnknownFieldCount::path))
        .toList();
  }

  private static String shown(String field) {
    return STEP.matcher(field)
        .replaceAll(step -> Matcher.quoteReplacement(MaskedName.of(step.group())));
  }

  private boolean isCountedApart(UnknownField field) {
    if (seen.contains(field)) {
      return true;
    }
    if (seen.size() >= MOST_FIELDS || field.path().length() > LONGEST_PATH) {
      return false;
    }
    if (seen.add(field)) {
      log.info(
          "Events of type {} have a field {} that their contract does not know; it is kept in unmapped.",
          field.type(),
          field.path());
    }
    return true;
  }
}
