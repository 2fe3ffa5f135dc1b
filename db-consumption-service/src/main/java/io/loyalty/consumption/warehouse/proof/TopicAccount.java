package io.loyalty.consumption.warehouse.proof;

import java.util.List;
import java.util.Map;

/**
 * Holds the account of a topic in the warehouse.
 *
 * @param logs every log that was ever loaded, former ones too
 * @param gaps by partition, the offsets of the current log that are missing in the ledger
 * @param givenUp by partition, the offsets of the current log that an operator gave up
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
