package io.loyalty.consumption.api.scorecards;

import io.loyalty.consumption.api.InvalidRequestException;
import io.loyalty.consumption.api.Period;
import io.loyalty.consumption.warehouse.scorecards.ScorecardReader;
import io.loyalty.consumption.warehouse.scorecards.ScorecardReader.Question;
import io.loyalty.consumption.warehouse.scorecards.SourceTotal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the scorecards of a source. They have no personal data. */
@RestController
final class ScorecardController {
  /** Senders choose sources, so there may be any number. */
  private static final int MOST_SOURCES = 1_000;

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
    Period hours = Period.of(from, to);
    return ScorecardListView.of(
        source,
        hours.from(),
        hours.to(),
        reader.of(new Question(source, hours.from(), hours.to())));
  }

  @GetMapping("/scorecards/sources")
  SourceListView sources(@RequestParam String from, @RequestParam String to) {
    Period hours = Period.of(from, to);
    List<SourceTotal> sources = reader.sources(hours.from(), hours.to(), MOST_SOURCES + 1);
    return new SourceListView(
        hours.from(),
        hours.to(),
        sources.stream().limit(MOST_SOURCES).toList(),
        sources.size() > MOST_SOURCES);
  }
}
