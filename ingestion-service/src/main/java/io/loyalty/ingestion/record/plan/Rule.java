package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.TextFault;
import io.loyalty.schemas.text.TextFormat;

/**
 * Lists the rules that an event can break. The codes are stable; docs/strictness.md explains each.
 */
public enum Rule {
  REQUIRED("required"),
  TYPE("type"),
  UNKNOWN_EVENT_TYPE("unknown-event-type"),
  DERIVED_EVENT_TYPE("derived-event-type"),
  NOT_JSON("not-json"),
  DUPLICATE_KEY("duplicate-key"),
  NUL_CHARACTER("nul-character"),
  LONE_SURROGATE("lone-surrogate"),
  MAX_LENGTH("max-length"),
  ALLOWED_VALUES("allowed-values"),
  PATTERN("pattern"),
  NON_BLANK("non-blank"),
  ISO_4217("iso-4217"),
  ISO_3166("iso-3166"),
  EMAIL("email"),
  URI_REFERENCE("uri-reference"),
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

  /** Returns the rule that a text with this fault breaks. */
  static Rule of(TextFault fault) {
    return switch (fault) {
      case NUL_CHARACTER -> NUL_CHARACTER;
      case LONE_SURROGATE -> LONE_SURROGATE;
    };
  }

  /** Returns the rule that a text without this format breaks. */
  public static Rule of(TextFormat format) {
    return switch (format) {
      case NON_BLANK -> NON_BLANK;
      case ISO_4217 -> ISO_4217;
      case ISO_3166 -> ISO_3166;
      case EMAIL -> EMAIL;
      case URI_REFERENCE -> URI_REFERENCE;
    };
  }

  /** Returns the stable code. */
  public String code() {
    return code;
  }
}
