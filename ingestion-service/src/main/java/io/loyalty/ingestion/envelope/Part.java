package io.loyalty.ingestion.envelope;

/**
 * The members of an event that identify its envelope, and those that hold the parts of an event.
 */
enum Part {
  /** The version that every CloudEvent states. */
  SPEC_VERSION("/specversion"),
  /** An attribute of CloudEvents and of EventBridge. */
  ID("/id"),
  /** An attribute of CloudEvents. */
  TYPE("/type"),
  /** An attribute of CloudEvents and of EventBridge. */
  SOURCE("/source"),
  /** An attribute of CloudEvents and of EventBridge. */
  TIME("/time"),
  /** The payload of CloudEvents. */
  DATA("/data"),
  /** The kind of an SNS message. */
  SNS_TYPE("/Type"),
  /** The topic of an SNS message. */
  SNS_TOPIC("/TopicArn"),
  /** The text that SNS carries. */
  SNS_MESSAGE("/Message"),
  /** The event type of EventBridge. */
  DETAIL_TYPE("/detail-type"),
  /** The payload of EventBridge. */
  DETAIL("/detail"),
  /** The configured id inside the payload of EventBridge. */
  DETAIL_ID(null),
  /** A part of the configured envelope. */
  OWN_ID(null),
  /** A part of the configured envelope. */
  OWN_TYPE(null),
  /** A part of the configured envelope. */
  OWN_SOURCE(null),
  /** A part of the configured envelope. */
  OWN_TIME(null),
  /** A part of the configured envelope. */
  OWN_PAYLOAD(null);

  /** The number of parts. */
  static final int COUNT = values().length;

  private final String pointer;

  Part(String pointer) {
    this.pointer = pointer;
  }

  /** Returns its JSON Pointer; null if the pointer is configured. */
  String pointer() {
    return pointer;
  }

  /** Returns its index in arrays that have an element for each part. */
  @SuppressWarnings("EnumOrdinal") // such arrays are never stored
  int number() {
    return ordinal();
  }

  boolean isPayload() {
    return this == DATA || this == DETAIL || this == OWN_PAYLOAD;
  }
}
