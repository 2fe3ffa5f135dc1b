package io.loyalty.consumption.table;

/** What became of a partition's records that are rows or were before. */
record PartitionCount(long inserted, long duplicates, long conflicts) {
  static final PartitionCount NONE = new PartitionCount(0, 0, 0);

  long records() {
    return inserted + duplicates + conflicts;
  }
}
