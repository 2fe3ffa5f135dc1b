package io.loyalty.consumption.proof;

import java.util.List;

/**
 * Holds the result of a reconciliation.
 *
 * @param unaccounted the number of unaccounted records, in all partitions
 * @param unproven the number of records or rows that could not be checked, in all partitions
 * @param partitions the partitions, by topic and number
 */
public record ReconciliationResult(
    long unaccounted, long unproven, List<PartitionProof> partitions) {
  static ReconciliationResult of(List<PartitionProof> partitions) {
    return new ReconciliationResult(
        partitions.stream().mapToLong(PartitionProof::unaccounted).sum(),
        partitions.stream().mapToLong(PartitionProof::unproven).sum(),
        List.copyOf(partitions));
  }

  /** Returns how many partitions were checked at this depth. */
  long partitions(Depth depth) {
    return partitions.stream().filter(each -> each.depth() == depth).count();
  }
}
