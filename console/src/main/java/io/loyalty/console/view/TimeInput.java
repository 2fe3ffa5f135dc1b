package io.loyalty.console.view;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the times of addresses and forms. */
public final class TimeInput {
  private static final List<Function<String, Instant>> FORMS =
      List.of(
          each -> OffsetDateTime.parse(each).toInstant(),
          each -> LocalDateTime.parse(each).toInstant(ZoneOffset.UTC),
          each -> LocalDate.parse(each).atStartOfDay(ZoneOffset.UTC).toInstant());

  private TimeInput() {}

  /**
   * Reads a time with its offset, or one in UTC without, such as a browser's field has it; a date
   * alone is its midnight. Null and a blank text are no time.
   *
   * @throws NotUnderstoodException if the text is something else
   */
  public static @Nullable Instant read(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return time(text)
        .orElseThrow(
            () ->
                new NotUnderstoodException(
                    "The value of \"%s\" is no time; write it like 2026-01-31T12:00 (UTC)."
                        .formatted(name)));
  }

  private static Optional<Instant> time(String text) {
    return FORMS.stream().flatMap(form -> attempt(form, text.strip()).stream()).findFirst();
  }

  private static Optional<Instant> attempt(Function<String, Instant> form, String text) {
    try {
      return Optional.of(form.apply(text));
    } catch (DateTimeException otherForm) {
      return Optional.empty();
    }
  }

  /** Returns a time as a browser's field has it, in UTC; null is an empty text. */
  public static String field(@Nullable Instant time) {
    return time == null ? "" : LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString();
  }

  /** Returns what a field shows for a text: a time in its form, or the text if it is none. */
  public static @Nullable String asField(@Nullable String text) {
    return text == null ? null : time(text).map(TimeInput::field).orElse(text);
  }
}
