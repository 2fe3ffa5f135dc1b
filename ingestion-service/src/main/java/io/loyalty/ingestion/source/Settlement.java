package io.loyalty.ingestion.source;

/** Lists the final outcomes of a message, as its source sees them. */
public enum Settlement {
  /** The message was deleted from the queue. */
  DELETED,
  /** The message was to be deleted, but its receipt had expired: the queue delivers it again. */
  EXPIRED,
  /** The message was given back: the queue delivers it again. */
  RETURNED
}
