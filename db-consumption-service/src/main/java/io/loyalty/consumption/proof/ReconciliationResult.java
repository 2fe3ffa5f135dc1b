package io.loyalty.consumption.proof;

import java.util.List;

/**
 * What a reconcile found.
 *
 * @param unaccounted records of all partitions that nothing accounts for
 * @param unproven records or rows of which nothing can tell
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

  /** How many partitions were looked at so deep. */
  long partitions(Depth depth) {
    return partitions.stream().filter(each -> each.depth() == depth).count();
  }
}
