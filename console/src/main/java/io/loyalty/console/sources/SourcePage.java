package io.loyalty.console.sources;

import io.loyalty.client.scorecard.Scorecard.Reason;
import io.loyalty.client.scorecard.ScorecardList;
import io.loyalty.client.scorecard.page.Period;
import io.loyalty.client.scorecard.page.Silence;
import io.loyalty.client.scorecard.page.Span;
import io.loyalty.client.scorecard.page.Words;
import io.loyalty.console.service.Answered;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a source sent.
 *
 * @param source the source
 * @param days how many days
 * @param scorecards its hours
 */
record SourcePage(String source, int days, Answered<ScorecardList> scorecards) {
  /** Returns the sums; null if they are not known. */
  public @Nullable Period period() {
    return scorecards.isThere() ? Period.of(scorecards.value()) : null;
  }

  /** Returns whether the source sent nothing that is known. */
  public boolean isEmpty() {
    return scorecards.isThere() && scorecards.value().hours().isEmpty();
  }

  /** Returns the days of a period with their sums, in order. */
  public Set<Map.Entry<LocalDate, Span>> days(Period period) {
    return period.days().entrySet();
  }

  /** Returns a number of milliseconds as people read it. */
  public String duration(Long millis) {
    return Words.duration(millis);
  }

  /** Returns the share of valid events. */
  public String valid(Span span) {
    return Words.percent(span.validPercent());
  }

  /** Returns why events were refused, and where in them. */
  public String reason(Reason reason) {
    return Words.reason(reason);
  }

  /** Returns a silence as a sentence without its full stop. */
  public String silence(Silence silence) {
    return Words.silence(silence);
  }
}
