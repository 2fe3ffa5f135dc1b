package io.loyalty.stream.scorecard;

import io.loyalty.schemas.check.CheckInput;
import io.loyalty.schemas.check.CheckSet;
import io.loyalty.schemas.check.CheckValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells which checks of its contract an event fails, as the load of the warehouse does.
 * Thread-safe.
 */
final class FailedChecks {
  private static final int MOST_DIGITS = 18;

  private final CheckSet checks;

  /** Evaluates the checks of a type. */
  FailedChecks(CheckSet checks) {
    this.checks = checks;
  }

  /** Returns the names of the checks that an event fails. */
  List<String> of(IndexedRecord event) {
    if (checks.isEmpty()) {
      return List.of();
    }
    List<CheckInput> inputs = checks.inputs();
    var values = new CheckValues();
    values.begin(inputs.size());
    for (int number = 0; number < inputs.size(); number++) {
      read(event, inputs.get(number), new Slot(values, number));
    }
    long failed = checks.failed(values);
    List<String> names = new ArrayList<>();
    for (int check = 0; check < checks.checks().size(); check++) {
      if ((failed & 1L << check) != 0) {
        names.add(checks.checks().get(check).name());
      }
    }
    return names;
  }

  /** The place of one input among the values. */
  private record Slot(CheckValues values, int number) {
    void set(@Nullable Object value, CheckInput input) {
      if (value instanceof CharSequence || value instanceof Enum<?>) {
        byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
        values.text(number, text, 0, text.length);
      } else if (isKnown(value, input)) {
        values.set(number, asNumber(value));
      }
    }

    void add(@Nullable Object value, CheckInput input) {
      if (isKnown(value, input)) {
        values.add(number, asNumber(value));
      }
    }

    void total(long value) {
      values.set(number, value);
    }
  }

  private static void read(IndexedRecord event, CheckInput input, Slot slot) {
    switch (input.use()) {
      case VALUE -> slot.set(at(event, input.path()), input);
      case COUNT -> {
        if (at(event, input.array()) instanceof List<?> items) {
          slot.total(items.size());
        }
      }
      case SUM -> {
        if (at(event, input.array()) instanceof List<?> items) {
          slot.total(0);
          items.forEach(item -> slot.add(at((IndexedRecord) item, input.path()), input));
        }
      }
    }
  }

  /** Returns whether a value can be computed with: it is there, and not too long. */
  private static boolean isKnown(@Nullable Object value, CheckInput input) {
    return value instanceof BigDecimal decimal
        ? decimal.scale() == input.kind().scale() && decimal.precision() <= MOST_DIGITS
        : value != null;
  }

  /** Returns a value as checks compute with it; of other types it counts only that it is there. */
  private static long asNumber(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue().longValueExact();
    }
    if (value instanceof Instant instant) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
    if (value instanceof LocalDate date) {
      return date.toEpochDay();
    }
    return Boolean.TRUE.equals(value) ? 1 : 0;
  }

  private static @Nullable Object at(IndexedRecord event, List<String> path) {
    Object value = event;
    for (String step : path) {
      if (!(value instanceof IndexedRecord in)) {
        return null;
      }
      Schema.Field field = in.getSchema().getField(step);
      value = field == null ? null : in.get(field.pos());
    }
    return value;
  }
}
