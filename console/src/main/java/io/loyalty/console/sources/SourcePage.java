package io.loyalty.console.sources;

import io.loyalty.client.scorecard.Scorecard;
import io.loyalty.client.scorecard.Scorecard.Reason;
import io.loyalty.client.scorecard.ScorecardList;
import io.loyalty.client.scorecard.page.Period;
import io.loyalty.client.scorecard.page.Silence;
import io.loyalty.client.scorecard.page.Span;
import io.loyalty.client.scorecard.page.Words;
import io.loyalty.console.service.Answered;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
  private static final String UNREADABLE = "unknown";

  /** Returns the sums; null if they are not known. */
  public @Nullable Period period() {
    return scorecards.isThere() ? Period.of(scorecards.value()) : null;
  }

  /** Returns whether the source sent nothing that is known. */
  public boolean isEmpty() {
    return scorecards.isThere() && scorecards.value().hours().isEmpty();
  }

  /**
   * Returns whether its refused events can be listed as dead letters. The scorecards count those
   * whose source could not be read under a name that no dead letter has.
   */
  public boolean hasLetters() {
    return scorecards.isThere() && !isEmpty() && !source.equals(UNREADABLE);
  }

  /** Returns the beginning of the first hour that has a scorecard. */
  public Instant from() {
    return scorecards.value().hours().get(0).hour();
  }

  /** Returns the end of the last hour that has one; later dead letters are not counted yet. */
  public Instant to() {
    List<Scorecard> hours = scorecards.value().hours();
    return hours.get(hours.size() - 1).hour().plus(Duration.ofHours(1));
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
