package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.TextFault;

/** The rules that an event can break. The codes are stable; docs/strictness.md explains each. */
enum Rule {
  REQUIRED("required"),
  TYPE("type"),
  UNKNOWN_EVENT_TYPE("unknown-event-type"),
  NOT_JSON("not-json"),
  DUPLICATE_KEY("duplicate-key"),
  NUL_CHARACTER("nul-character"),
  LONE_SURROGATE("lone-surrogate"),
  MAX_LENGTH("max-length"),
  ALLOWED_VALUES("allowed-values"),
  UUID("uuid"),
  DATE("date"),
  TIME("time"),
  TIMESTAMP("timestamp"),
  WINDOW("occurred-at-outside-window"),
  DECIMAL("decimal"),
  DECIMAL_SCALE("decimal-scale"),
  DECIMAL_PRECISION("decimal-precision"),
  INTEGER("integer"),
  OUT_OF_RANGE("out-of-range"),
  BASE64("base64"),
  KEY("key-required");

  private final String code;

  Rule(String code) {
    this.code = code;
  }

  /** The rule that a text with this fault breaks. */
  static Rule of(TextFault fault) {
    return switch (fault) {
      case NUL_CHARACTER -> NUL_CHARACTER;
      case LONE_SURROGATE -> LONE_SURROGATE;
    };
  }

  String code() {
    return code;
  }
}
