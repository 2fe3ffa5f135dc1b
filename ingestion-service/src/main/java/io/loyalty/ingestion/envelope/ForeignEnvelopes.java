package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises well-known messages of AWS that are not events of the platform, so that the reason
 * names what the queue is connected to by mistake. It is used only if no envelope fits. Stateless
 * and thread-safe.
 */
final class ForeignEnvelopes {
  private static final Set<String> POINTER_CLASSES =
      Set.of(
          "software.amazon.payloadoffloading.PayloadS3Pointer",
          "com.amazon.sqs.javamessaging.MessageS3Pointer");
  private static final Set<String> CONFIRMATIONS =
      Set.of("SubscriptionConfirmation", "UnsubscribeConfirmation");
  private static final byte[] OF_AWS = "aws.".getBytes(StandardCharsets.US_ASCII);

  /** Is the prefix of partner sources, which send through a bus of their own. */
  private static final byte[] OF_PARTNERS = "aws.partner/".getBytes(StandardCharsets.US_ASCII);

  private static final String S3 = "aws:s3";

  private ForeignEnvelopes() {}

  /** Says what a message is, and what to report of it. */
  record Found(Refusal refusal, String detail) {}

  /** Returns whether the JSON value is a name that SQS's extended client puts before a pointer. */
  static boolean isPointerClass(JsonSlice value) {
    return POINTER_CLASSES.contains(new ForeignText(value).text().orElse(""));
  }

  /** Returns the pointer that SQS's extended client sends in place of a payload. */
  static Found pointer(JsonSlice pointer) {
    ForeignText text = new ForeignText(pointer);
    return new Found(
        Refusal.S3_POINTER,
        object(text.at("s3BucketName").orElse("none"), text.at("s3Key").orElse("none")));
  }

  /** Returns what the object is, if it is well known. */
  static Optional<Found> find(JsonSlice event) {
    ForeignText text = new ForeignText(event);
    return ofType(text)
        .or(() -> records(text, "Records/0/"))
        .or(() -> records(text, ""))
        .or(() -> service(text))
        .or(() -> other(text));
  }

  /** Returns the event of an AWS service that EventBridge carries, and no programme can send. */
  static Optional<Found> ofEventBridge(EventScan scan) {
    return scan.has(Part.DETAIL_TYPE) && scan.has(Part.DETAIL) && isOfAws(scan)
        ? Optional.of(
            eventOf(
                scan.text(Part.SOURCE).toString(), new ForeignText(scan.slice(Part.DETAIL)), scan))
        : Optional.empty();
  }

  /** Returns whether the source is an AWS service: only AWS may use such names. */
  static boolean isOfAws(EventScan scan) {
    JsonText source = scan.text(Part.SOURCE);
    return source != null && startsWith(source, OF_AWS) && !startsWith(source, OF_PARTNERS);
  }

  private static Found eventOf(String source, ForeignText detail, EventScan scan) {
    Optional<String> bucket = detail.at("bucket/name");
    String what = "%s of %s".formatted(scan.text(Part.DETAIL_TYPE), source);
    return new Found(
        Refusal.AWS_SERVICE_EVENT,
        bucket
            .map(name -> what + ", " + object(name, detail.at("object/key").orElse("none")))
            .orElse(what));
  }

  private static boolean startsWith(JsonText source, byte[] prefix) {
    int from = source.offset();
    int end = from + prefix.length;
    return source.length() >= prefix.length
        && Arrays.equals(source.bytes(), from, end, prefix, 0, prefix.length);
  }

  private static Optional<Found> ofType(ForeignText text) {
    return text.at("Type")
        .filter(CONFIRMATIONS::contains)
        .map(
            type ->
                new Found(
                    Refusal.SNS_CONFIRMATION,
                    "%s of topic %s".formatted(type, text.at("TopicArn").orElse("none"))));
  }

  /** Returns the records of S3, Kinesis, DynamoDB, SQS …, as Lambda and pipes get them. */
  private static Optional<Found> records(ForeignText text, String at) {
    Optional<String> source = text.at(at + "eventSource").or(() -> text.at(at + "EventSource"));
    return source
        .filter(name -> name.startsWith("aws:"))
        .map(
            name ->
                name.equals(S3)
                    ? new Found(
                        Refusal.S3_NOTIFICATION,
                        object(
                            text.at(at + "s3/bucket/name").orElse("none"),
                            text.at(at + "s3/object/key").orElse("none")))
                    : new Found(Refusal.AWS_RECORDS, "records of " + name));
  }

  private static Optional<Found> service(ForeignText text) {
    return text.at("Event")
        .filter("s3:TestEvent"::equals)
        .map(
            event ->
                new Found(
                    Refusal.S3_NOTIFICATION,
                    "%s, bucket %s".formatted(event, text.at("Bucket").orElse("none"))));
  }

  private static Optional<Found> other(ForeignText text) {
    for (String kind : List.of("notificationType", "eventType")) {
      if (text.at(kind).isPresent() && text.has("mail")) {
        return Optional.of(
            new Found(Refusal.SES_NOTIFICATION, text.at(kind).orElseThrow() + " of Amazon SES"));
      }
    }
    Optional<String> function = text.at("requestContext/functionArn");
    if (function.isPresent()) {
      return Optional.of(new Found(Refusal.LAMBDA_RESULT, "result of " + function.get()));
    }
    return text.has("NewStateValue")
        ? text.at("AlarmName").map(name -> new Found(Refusal.CLOUDWATCH_ALARM, "alarm " + name))
        : Optional.empty();
  }

  private static String object(String bucket, String key) {
    return "bucket %s, key %s".formatted(bucket, key);
  }
}
