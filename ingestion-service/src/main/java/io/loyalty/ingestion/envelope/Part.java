package io.loyalty.ingestion.envelope;

/** Lists the members of an event that identify its envelope, and those that hold its parts. */
enum Part {
  /** Is the version that every CloudEvent states. */
  SPEC_VERSION("/specversion"),
  /** Is an attribute of CloudEvents and of EventBridge. */
  ID("/id"),
  /** Is an attribute of CloudEvents. */
  TYPE("/type"),
  /** Is an attribute of CloudEvents and of EventBridge. */
  SOURCE("/source"),
  /** Is an attribute of CloudEvents and of EventBridge. */
  TIME("/time"),
  /** Is the payload of CloudEvents. */
  DATA("/data"),
  /** Is the kind of an SNS message. */
  SNS_TYPE("/Type"),
  /** Is the topic of an SNS message. */
  SNS_TOPIC("/TopicArn"),
  /** Is the text that SNS carries. */
  SNS_MESSAGE("/Message"),
  /** Is the event type of EventBridge. */
  DETAIL_TYPE("/detail-type"),
  /** Is the payload of EventBridge. */
  DETAIL("/detail"),
  /** Is the configured id inside the payload of EventBridge. */
  DETAIL_ID(null),
  /** Is a part of the configured envelope. */
  OWN_ID(null),
  /** Is a part of the configured envelope. */
  OWN_TYPE(null),
  /** Is a part of the configured envelope. */
  OWN_SOURCE(null),
  /** Is a part of the configured envelope. */
  OWN_TIME(null),
  /** Is a part of the configured envelope. */
  OWN_PAYLOAD(null);

  /** Is the number of parts. */
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
