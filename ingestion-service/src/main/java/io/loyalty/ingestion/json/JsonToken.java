package io.loyalty.ingestion.json;

/** A token of JSON. */
public enum JsonToken {
  /** An object begins. */
  START_OBJECT,
  /** An object ends. */
  END_OBJECT,
  /** An array begins. */
  START_ARRAY,
  /** An array ends. */
  END_ARRAY,
  /** The name of a member. */
  NAME,
  /** A string. */
  STRING,
  /** A number. */
  NUMBER,
  /** The literal true. */
  TRUE,
  /** The literal false. */
  FALSE,
  /** The literal null. */
  NULL,
  /** The text has ended. */
  END
}
