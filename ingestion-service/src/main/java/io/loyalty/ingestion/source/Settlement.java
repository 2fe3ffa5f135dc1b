package io.loyalty.ingestion.source;

/** What finally became of a message, seen from the queue. */
public enum Settlement {
  /** It is gone from the queue. */
  DELETED,
  /** It was to be deleted, but the receipt was no longer good: the queue delivers it again. */
  EXPIRED,
  /** It was given back: the queue delivers it again. */
  RETURNED
}
