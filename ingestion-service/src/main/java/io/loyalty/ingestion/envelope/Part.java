package io.loyalty.ingestion.envelope;

/** The places of an event that tell which envelope it has and where its parts are. */
enum Part {
  /** CloudEvents' mark. */
  SPEC_VERSION("/specversion"),
  /** Of CloudEvents and of EventBridge. */
  ID("/id"),
  /** Of CloudEvents. */
  TYPE("/type"),
  /** Of CloudEvents and of EventBridge. */
  SOURCE("/source"),
  /** Of CloudEvents and of EventBridge. */
  TIME("/time"),
  /** The payload of CloudEvents. */
  DATA("/data"),
  /** SNS' kind of message. */
  SNS_TYPE("/Type"),
  /** SNS' topic. */
  SNS_TOPIC("/TopicArn"),
  /** The text that SNS carries. */
  SNS_MESSAGE("/Message"),
  /** The event type of EventBridge. */
  DETAIL_TYPE("/detail-type"),
  /** The payload of EventBridge. */
  DETAIL("/detail"),
  /** An id inside the payload of EventBridge, by setting. */
  DETAIL_ID(null),
  /** Of the programme's own envelope, by setting. */
  OWN_ID(null),
  /** Of the programme's own envelope, by setting. */
  OWN_TYPE(null),
  /** Of the programme's own envelope, by setting. */
  OWN_SOURCE(null),
  /** Of the programme's own envelope, by setting. */
  OWN_TIME(null),
  /** Of the programme's own envelope, by setting. */
  OWN_PAYLOAD(null);

  /** How many there are. */
  static final int COUNT = values().length;

  private final String pointer;

  Part(String pointer) {
    this.pointer = pointer;
  }

  /** Where it is; null where only a setting can say. */
  String pointer() {
    return pointer;
  }

  /** Its place in arrays of what is known of each part. */
  @SuppressWarnings("EnumOrdinal") // such arrays are never stored
  int number() {
    return ordinal();
  }

  boolean isPayload() {
    return this == DATA || this == DETAIL || this == OWN_PAYLOAD;
  }
}
