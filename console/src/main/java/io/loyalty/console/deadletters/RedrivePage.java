package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.consumption.Redrive.State;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * Shows a redrive or preview.
 *
 * @param redrive the redrive or preview
 */
record RedrivePage(Redrive redrive) {
  /** Returns the path of the page. */
  static String path(String id) {
    return "/dead-letters/redrives/" + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
  }

  /** Returns what it is called. */
  public String noun() {
    return redrive.dryRun() ? "Preview" : "Redrive";
  }

  /** Returns whether it has ended. */
  public boolean isEnded() {
    return redrive.state().ended();
  }

  /** Returns whether it can be paused. */
  public boolean isPausable() {
    return redrive.state() == State.PENDING || redrive.state() == State.RUNNING;
  }

  /** Returns whether it can be resumed. */
  public boolean isResumable() {
    return redrive.state() == State.PAUSED;
  }

  /** Returns whether what would pass can be redriven. */
  public boolean isRedrivable() {
    return redrive.dryRun() && redrive.state() == State.DONE && redrive.wouldPass() > 0;
  }

  /** Returns whether it tried a contract that has to be deployed before a redrive passes. */
  public boolean isOfCandidate() {
    return redrive.candidateType() != null;
  }

  /** Returns how many events passed or would pass. */
  public long passed() {
    return redrive.dryRun() ? redrive.wouldPass() : redrive.published() + redrive.loaded();
  }

  /** Returns how many events were refused or would be. */
  public long refused() {
    return redrive.dryRun() ? redrive.wouldFail() : redrive.refusedAgain();
  }

  /** Returns how many dead letters have no result. */
  public long left() {
    return Math.max(0, redrive.deadLetters() - redrive.tried());
  }

  /** Returns whether messages held more events than there are dead letters. */
  public boolean isOfSeveralEvents() {
    return passed() + refused() > redrive.tried();
  }

  /** Returns the filter that chose the dead letters; a preview may have chosen them. */
  public LetterFilter filter() {
    return LetterFilter.of(redrive.filter());
  }

  /** Returns whether a filter chose the dead letters. */
  public boolean isFiltered() {
    return redrive.filter() != null && !redrive.filter().isNull();
  }
}
