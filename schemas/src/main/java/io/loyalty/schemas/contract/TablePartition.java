package io.loyalty.schemas.contract;

/** Lists the widths that a table's partitions may have, in UTC. */
public enum TablePartition {
  /** Each partition covers one day. */
  DAY,
  /** Each partition covers one month. */
  MONTH
}
