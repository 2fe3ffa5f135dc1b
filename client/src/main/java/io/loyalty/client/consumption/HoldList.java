package io.loyalty.client.consumption;

import java.util.List;

/** The partitions on hold of one instance of db-consumption-service. */
public record HoldList(List<HeldPartition> holds) {
  /** Copies the list, which must be there. */
  public HoldList {
    holds = List.copyOf(holds);
  }
}
