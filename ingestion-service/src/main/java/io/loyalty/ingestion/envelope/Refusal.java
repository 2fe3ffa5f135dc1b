package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;
import java.util.List;

/** Lists why a message, or an element of one, can't be opened. The codes are stable. */
enum Refusal {
  /** The message is empty, or only white space. */
  EMPTY_MESSAGE("empty-message", "a JSON object or array"),
  /** The message is longer than {@code ingestion.envelope.max-size}. */
  TOO_LARGE("too-large", "at most %d bytes"),
  /** The bytes are not UTF-8. */
  NOT_UTF_8("not-utf-8", "JSON in UTF-8"),
  /** The text is not JSON, or more text follows the JSON value. */
  NOT_JSON("not-json", "one JSON text"),
  /** The event nests deeper than {@code ingestion.envelope.max-depth}. */
  TOO_DEEP("too-deep", "at most %d levels of nesting"),
  /** The array has no elements: most likely a batch that lost its events. */
  EMPTY_BATCH("empty-batch", "at least one event"),
  /** The message has more events than {@code ingestion.envelope.max-events}. */
  TOO_MANY_EVENTS("too-many-events", "at most %d events in a message"),
  /** Arrays and notifications are nested too often. */
  TOO_MANY_LAYERS("too-many-layers", "at most three layers: arrays, notifications and the event"),
  /** A key of the envelope occurs twice. */
  DUPLICATE_KEY("duplicate-key", "each key of the envelope once"),
  /** The message is the pointer that SQS's extended client sends for a payload in S3. */
  S3_POINTER("s3-pointer", "the event itself, not a pointer to S3"),
  /** The message is a notification of S3. */
  S3_NOTIFICATION("s3-notification", "an event, not a notification of S3"),
  /** SNS asks to confirm a subscription or its removal. */
  SNS_CONFIRMATION("sns-confirmation", "an event; the subscription is confirmed elsewhere"),
  /** The message is an event of an AWS service, sent by EventBridge. */
  AWS_SERVICE_EVENT("aws-service-event", "an event of the programme, not of a service of AWS"),
  /** The message contains raw records of Kinesis, DynamoDB … */
  AWS_RECORDS("aws-records", "an event, not records of a stream or queue"),
  /** The message is a notification of SES. */
  SES_NOTIFICATION("ses-notification", "an event, not a notification of SES"),
  /** The message is what Lambda sends to a destination. */
  LAMBDA_RESULT("lambda-result", "an event, not the result of a Lambda function"),
  /** The message is an alarm of CloudWatch. */
  CLOUDWATCH_ALARM("cloudwatch-alarm", "an event, not an alarm of CloudWatch"),
  /** The message has no known envelope. */
  UNKNOWN_ENVELOPE(
      "unknown-envelope",
      "a CloudEvents 1.0 event, an SNS notification, an EventBridge event or the configured one");

  private static final int LONGEST_FOUND = 512;

  private final String code;
  private final String expected;

  Refusal(String code, String expected) {
    this.code = code;
    this.expected = expected;
  }

  Opened.Refused of(
      JsonSlice original, boolean wholeMessage, String path, Object limit, String found) {
    return new Opened.Refused(
        original,
        wholeMessage,
        code,
        List.of(
            new Violation(
                VisibleText.cut(path, 256),
                code,
                expected.formatted(limit),
                VisibleText.cut(found, LONGEST_FOUND))));
  }
}
