package io.loyalty.console.runs;

import java.util.Optional;
import java.util.stream.Stream;

/** Lists the kinds of runs. */
enum RunKind {
  REPLAY("replay", "Replays"),
  REDRIVE("redrive", "Redrives"),
  PREVIEW("preview", "Previews"),
  RECONCILIATION("reconciliation", "Reconciliations");

  private final String noun;
  private final String plural;

  RunKind(String noun, String plural) {
    this.noun = noun;
    this.plural = plural;
  }

  /** Returns the name in addresses and tables. */
  public String noun() {
    return noun;
  }

  /** Returns the name of a choice. */
  public String plural() {
    return plural;
  }

  static Optional<RunKind> of(String noun) {
    return Stream.of(values()).filter(each -> each.noun.equals(noun)).findFirst();
  }
}
