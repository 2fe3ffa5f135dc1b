package io.loyalty.ingestion.json;

/** What JSON can say in a string and a text may not have. */
public enum TextFault {
  /** U+0000: PostgreSQL can't hold it. */
  NUL_CHARACTER,
  /** Half of a surrogate pair: UTF-8 can't hold it. */
  LONE_SURROGATE
}
