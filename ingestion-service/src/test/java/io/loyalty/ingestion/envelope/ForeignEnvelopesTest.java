package io.loyalty.ingestion.envelope;

import static io.loyalty.ingestion.envelope.EnvelopeReaderTest.bytes;
import static io.loyalty.ingestion.envelope.EnvelopeReaderTest.notification;
import static io.loyalty.ingestion.envelope.EnvelopeReaderTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that well-known messages of AWS are refused once, with their own reason. */
class ForeignEnvelopesTest {
  private static final String S3_RECORD =
      "{\"eventSource\":\"aws:s3\",\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"k\"}}}";

  private final EnvelopeReader reader = new EnvelopeReader(EnvelopeProperties.defaults());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ["software.amazon.payloadoffloading.PayloadS3Pointer",{"s3BucketName":"b","s3Key":"k"}] | s3-pointer | bucket b, key k
          [ "com.amazon.sqs.javamessaging.MessageS3Pointer" , {"s3Key":"k","s3BucketName":"b"} ] | s3-pointer | bucket b, key k
          ["software.amazon.payloadoffloading.PayloadS3Pointer"] | s3-pointer | no pointer
          {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","s3":{"bucket":{"name":"b"},"object":{"key":"k"}}}]} | s3-notification | bucket b, key k
          {"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"} | s3-notification | s3:TestEvent, bucket b
          {"version":"0","id":"1","detail-type":"Object Created","source":"aws.s3","time":"t","detail":{"bucket":{"name":"b"},"object":{"key":"k"}}} | aws-service-event | Object Created of aws.s3, bucket b, key k
          {"id":"1","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","detail":{"state":"pending"}} | aws-service-event | EC2 Instance State-change Notification of aws.ec2
          {"Records":[{"eventSource":"aws:kinesis","kinesis":{"data":"eA=="}}]} | aws-records | records of aws:kinesis
          {"Records":[{"eventSource":"aws:dynamodb","dynamodb":{}}]} | aws-records | records of aws:dynamodb
          {"eventSource":"aws:kinesis","kinesisSchemaVersion":"1.0","data":"eA=="} | aws-records | records of aws:kinesis
          {"Records":[{"EventSource":"aws:sns","Sns":{"Message":"{}"}}]} | aws-records | records of aws:sns
          {"Type":"SubscriptionConfirmation","TopicArn":"arn","Token":"t","SubscribeURL":"u","Message":"m"} | sns-confirmation | SubscriptionConfirmation of topic arn
          {"Type":"UnsubscribeConfirmation","TopicArn":"arn","Message":"m"} | sns-confirmation | UnsubscribeConfirmation of topic arn
          {"notificationType":"Bounce","mail":{"source":"a@b.c"},"bounce":{}} | ses-notification | Bounce of Amazon SES
          {"eventType":"Delivery","mail":{}} | ses-notification | Delivery of Amazon SES
          {"version":"1.0","requestContext":{"functionArn":"f"},"requestPayload":{},"responsePayload":{}} | lambda-result | result of f
          {"AlarmName":"a","NewStateValue":"ALARM"} | cloudwatch-alarm | alarm a
          """)
  void areOneDeadLetter_thatSaysWhatTheyAre(String message, String reason, String found) {
    List<Opened> opened = reader.open(bytes(message));

    assertThat(opened).hasSize(1);
    Opened.Refused refused = (Opened.Refused) opened.get(0);
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.violations().get(0).rule()).isEqualTo(reason);
    assertThat(refused.violations().get(0).found()).isEqualTo(found);
    assertThat(refused.wholeMessage()).isTrue();
    assertThat(text(refused.original())).isEqualTo(message);
  }

  @Test
  void areRefusedInsideANotificationToo() {
    List<Opened> opened =
        reader.open(
            bytes(
                notification(
                    "[\"software.amazon.payloadoffloading.PayloadS3Pointer\","
                        + "{\"s3BucketName\":\"b\",\"s3Key\":\"k\"}]")));

    assertThat(opened).hasSize(1);
    assertThat(((Opened.Refused) opened.get(0)).reason()).isEqualTo("s3-pointer");
  }

  @Test
  void leaveTheirNeighboursInABatchAlone() {
    String event = "{\"specversion\":\"1.0\",\"id\":\"i\",\"type\":\"t\",\"data\":{}}";

    List<Opened> opened = reader.open(bytes("[" + event + "," + S3_RECORD + ",\"x\"]"));

    assertThat(opened).hasSize(3);
    assertThat(opened.get(0)).isInstanceOf(Opened.Event.class);
    assertThat(((Opened.Refused) opened.get(1)).reason()).isEqualTo("s3-notification");
    assertThat(((Opened.Refused) opened.get(2)).reason()).isEqualTo("unknown-envelope");
  }

  @Test
  void doNotHideWhatIsNotJson() {
    assertThat(
            ((Opened.Refused)
                    reader
                        .open(
                            bytes(
                                "[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"a\":01}]"))
                        .get(0))
                .reason())
        .isEqualTo("not-json");
    assertThat(reader.open(bytes("[\"x\"]"))).hasSize(1);
    assertThat(reader.open(bytes("[\"x\",5]"))).hasSize(2);
  }

  @Test
  void leaveTheProgrammesAndPartnersEventsOnEventBridgeAlone() {
    assertThat(
            reader.open(
                bytes(
                    "{\"id\":\"1\",\"detail-type\":\"t\",\"source\":\"aws.partner/x.com/y\",\"detail\":{}}")))
        .first()
        .isInstanceOf(Opened.Event.class);
    assertThat(
            reader.open(
                bytes(
                    "{\"id\":\"1\",\"detail-type\":\"t\",\"source\":\"awsome.till\",\"detail\":{}}")))
        .first()
        .isInstanceOf(Opened.Event.class);
  }
}
