package io.loyalty.cli.account;

/**
 * Counts the events of one type by outcome.
 *
 * @param rows new rows
 * @param duplicates events that are rows already
 * @param conflicts events that are rows already, with different contents
 * @param deadLetters events refused
 */
public record Arrived(long rows, long duplicates, long conflicts, long deadLetters) {
  static final Arrived NOTHING = new Arrived(0, 0, 0, 0);

  long total() {
    return rows + duplicates + conflicts + deadLetters;
  }

  Arrived plus(Arrived other) {
    return new Arrived(
        rows + other.rows,
        duplicates + other.duplicates,
        conflicts + other.conflicts,
        deadLetters + other.deadLetters);
  }

  Arrived minus(Arrived other) {
    return new Arrived(
        rows - other.rows,
        duplicates - other.duplicates,
        conflicts - other.conflicts,
        deadLetters - other.deadLetters);
  }
}
