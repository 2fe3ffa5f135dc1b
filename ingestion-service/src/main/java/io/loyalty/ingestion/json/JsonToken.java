package io.loyalty.ingestion.json;

/** Lists the tokens of JSON. */
public enum JsonToken {
  /** An object begins. */
  START_OBJECT,
  /** An object ends. */
  END_OBJECT,
  /** An array begins. */
  START_ARRAY,
  /** An array ends. */
  END_ARRAY,
  /** The token is the name of a member. */
  NAME,
  /** The token is a string. */
  STRING,
  /** The token is a number. */
  NUMBER,
  /** The token is the literal true. */
  TRUE,
  /** The token is the literal false. */
  FALSE,
  /** The token is the literal null. */
  NULL,
  /** The text has ended. */
  END
}
