package io.loyalty.consumption.proof;

import java.util.List;

/**
 * What a reconcile found.
 *
 * @param unaccounted records of all partitions that nothing accounts for
 * @param partitions the partitions, by topic and number
 */
public record Reconciliation(long unaccounted, List<PartitionProof> partitions) {
  static Reconciliation of(List<PartitionProof> partitions) {
    return new Reconciliation(
        partitions.stream().mapToLong(PartitionProof::unaccounted).sum(), List.copyOf(partitions));
  }
}
