package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;
import java.util.List;

/** Why a message, or an element of one, can't be opened. The codes are stable. */
enum Refusal {
  /** The message has no bytes, or only white space. */
  EMPTY_MESSAGE("empty-message", "a JSON object or array"),
  /** The message is longer than {@code ingestion.envelope.max-size}. */
  TOO_LARGE("too-large", "at most %d bytes"),
  /** The bytes are not UTF-8. */
  NOT_UTF_8("not-utf-8", "JSON in UTF-8"),
  /** The text is not JSON, or more text follows the JSON value. */
  NOT_JSON("not-json", "one JSON text"),
  /** It nests deeper than {@code ingestion.envelope.max-depth}. */
  TOO_DEEP("too-deep", "at most %d levels of nesting"),
  /** The array has no elements: a batch that lost its events, most likely. */
  EMPTY_BATCH("empty-batch", "at least one event"),
  /** The message has more events than {@code ingestion.envelope.max-events}. */
  TOO_MANY_EVENTS("too-many-events", "at most %d events in a message"),
  /** Arrays and notifications hold each other too often. */
  TOO_MANY_LAYERS("too-many-layers", "at most three layers: arrays, notifications and the event"),
  /** A key of the envelope stands there twice. */
  DUPLICATE_KEY("duplicate-key", "each key of the envelope once"),
  /** What the extended client of SQS sends in place of a payload that it has put into S3. */
  S3_POINTER("s3-pointer", "the event itself, not a pointer to S3"),
  /** What S3 tells of an object. */
  S3_NOTIFICATION("s3-notification", "an event, not a notification of S3"),
  /** SNS asks to confirm a subscription, or its end. */
  SNS_CONFIRMATION("sns-confirmation", "an event; the subscription is confirmed elsewhere"),
  /** What EventBridge tells of a service of AWS. */
  AWS_SERVICE_EVENT("aws-service-event", "an event of the programme, not of a service of AWS"),
  /** Records of Kinesis, DynamoDB … as they are. */
  AWS_RECORDS("aws-records", "an event, not records of a stream or queue"),
  /** What SES tells of a mail. */
  SES_NOTIFICATION("ses-notification", "an event, not a notification of SES"),
  /** What Lambda sends to a destination. */
  LAMBDA_RESULT("lambda-result", "an event, not the result of a Lambda function"),
  /** What CloudWatch tells of an alarm. */
  CLOUDWATCH_ALARM("cloudwatch-alarm", "an event, not an alarm of CloudWatch"),
  /** No envelope that is known. */
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
