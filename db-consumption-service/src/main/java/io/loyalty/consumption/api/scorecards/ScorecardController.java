package io.loyalty.consumption.api.scorecards;

import io.loyalty.consumption.api.InvalidRequestException;
import io.loyalty.consumption.warehouse.scorecards.ScorecardReader;
import io.loyalty.consumption.warehouse.scorecards.ScorecardReader.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the scorecards of a source. They have no personal data. */
@RestController
final class ScorecardController {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final ScorecardReader reader;

  ScorecardController(ScorecardReader reader) {
    this.reader = reader;
  }

  @GetMapping("/scorecards")
  ScorecardListView list(
      @RequestParam String source, @RequestParam String from, @RequestParam String to) {
    if (source.isEmpty() || source.indexOf('\0') >= 0) {
      throw new InvalidRequestException(
          "source is empty or contains a NUL character; no event has such a source");
    }
    Instant first = time("from", from).truncatedTo(ChronoUnit.HOURS);
    Instant end = time("to", to);
    if (!first.isBefore(end) || Duration.between(first, end).compareTo(LONGEST) > 0) {
      throw new InvalidRequestException(
          "from must be before to, by %d days at most".formatted(LONGEST.toDays()));
    }
    return ScorecardListView.of(source, first, end, reader.of(new Question(source, first, end)));
  }

  private static Instant time(String name, String value) {
    try {
      Instant time = Instant.parse(value);
      if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Refused below, without the parser's words.
    }
    throw new InvalidRequestException(
        "%s must be a time such as 2026-01-31T00:00:00Z".formatted(name));
  }
}
