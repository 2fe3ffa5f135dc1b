package io.loyalty.schemas.catalogue;

/** The width of a table's partitions, in UTC. */
public enum TablePartition {
  /** One partition a day. */
  DAY,
  /** One partition a month. */
  MONTH
}
