package io.loyalty.ingestion.json;

/** Lists what a JSON string can contain and a text must not. */
public enum TextFault {
  /** The text contains U+0000, which PostgreSQL can't hold. */
  NUL_CHARACTER,
  /** The text contains half of a surrogate pair, which UTF-8 can't hold. */
  LONE_SURROGATE
}
