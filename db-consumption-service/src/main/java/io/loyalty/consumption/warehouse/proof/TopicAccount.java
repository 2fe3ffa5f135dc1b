package io.loyalty.consumption.warehouse.proof;

import java.util.List;
import java.util.Map;

/**
 * Describes the account of a topic in the warehouse.
 *
 * @param logs every log that was ever loaded, former ones too
 * @param gaps by partition, the offsets that the ledger of its present log lacks
 * @param givenUp by partition, the offsets of its present log that an operator gave up
 * @param expired days whose rows retention has dropped, or is dropping
 */
public record TopicAccount(
    List<PartitionAccount> logs,
    Map<Integer, List<LedgerGap>> gaps,
    Map<Integer, List<GivenUp>> givenUp,
    List<ExpiredDays> expired) {
  /** Keeps unmodifiable copies of the collections. */
  public TopicAccount {
    logs = List.copyOf(logs);
    gaps = Map.copyOf(gaps);
    givenUp = Map.copyOf(givenUp);
    expired = List.copyOf(expired);
  }
}
