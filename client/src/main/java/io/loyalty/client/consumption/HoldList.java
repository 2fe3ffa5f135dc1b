package io.loyalty.client.consumption;

import java.util.List;

/** Lists the partitions on hold of one instance of db-consumption-service. */
public record HoldList(List<HeldPartition> holds) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public HoldList {
    holds = List.copyOf(holds);
  }
}
