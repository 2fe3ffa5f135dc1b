package io.loyalty.schemas.contract;

/** The width of a table's partitions, in UTC. */
public enum TablePartition {
  /** One partition a day. */
  DAY,
  /** One partition a month. */
  MONTH
}
