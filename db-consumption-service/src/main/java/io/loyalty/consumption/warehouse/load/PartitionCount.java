package io.loyalty.consumption.warehouse.load;

/** Counts a partition's records whose event has a row, by outcome. */
public record PartitionCount(long inserted, long duplicates, long conflicts) {
  static final PartitionCount NONE = new PartitionCount(0, 0, 0);

  /**
   * Returns the counts of {@code all} records of a partition, of which these are a part; the others
   * were inserted.
   */
  PartitionCount among(PartitionCount all) {
    return new PartitionCount(all.records() - duplicates - conflicts, duplicates, conflicts);
  }

  PartitionCount plus(PartitionCount other) {
    return new PartitionCount(
        inserted + other.inserted, duplicates + other.duplicates, conflicts + other.conflicts);
  }

  long records() {
    return inserted + duplicates + conflicts;
  }
}
