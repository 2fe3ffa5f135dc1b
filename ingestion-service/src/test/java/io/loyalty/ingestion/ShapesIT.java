package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that every event type and every shape of a message arrives on its topic. */
@ExtendWith(LocalStackExtension.class)
class ShapesIT {
  @Test
  void everyEventTypeArrivesOnItsTopic(LocalStack stack) {
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      SampleEvents.types().forEach(type -> programme.send(SampleEvents.event(type)));

      programme.account(10, 10, 0);

      for (String type : SampleEvents.types()) {
        assertThat(programme.topics().events(type)).as(type).hasSize(1);
      }
    }
  }

  @Test
  void everyShapeArrives(LocalStack stack) {
    try (Programme programme =
        Programme.onStandardQueue(stack)
            .start(
                "--ingestion.envelope.pointers.id=/eventId",
                "--ingestion.envelope.pointers.type=/eventType",
                "--ingestion.envelope.pointers.source=/till",
                "--ingestion.envelope.pointers.time=/at",
                "--ingestion.envelope.pointers.payload=/body")) {
      String batch =
          SampleEvents.types().stream()
              .map(SampleEvents::event)
              .collect(Collectors.joining(",", "[", "]"));
      programme.send(
          SampleEvents.event("offer-viewed"),
          batch,
          SampleEvents.sns(SampleEvents.event("offer-viewed")),
          SampleEvents.sns(batch),
          SampleEvents.eventBridge("offer-viewed"),
          SampleEvents.sns(SampleEvents.eventBridge("offer-viewed")),
          SampleEvents.flat("offer-viewed"));

      programme.account(7, 25, 0);

      assertThat(programme.topics().events("offer-viewed")).hasSize(7);
    }
  }

  @Test
  void aRecordCarriesKeyAndHeadersByTheBindings(LocalStack stack) {
    String id = UUID.randomUUID().toString();
    Instant before = Instant.now();
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      programme.sendTraced(
          SampleEvents.event(
              "points-collected",
              id,
              "2026-11-01T12:00:00.5+01:00",
              "{\"memberId\":\"m-9\",\"points\":7,\"reason\":\"BONUS\"}"),
          traceparent);

      programme.account(1, 1, 0);

      Topics.Landed landed = programme.topics().events("points-collected").get(0);
      assertThat(landed.record().key()).isEqualTo("m-9");
      assertThat(landed.header("ce_specversion")).isEqualTo("1.0");
      assertThat(landed.header("ce_id")).isEqualTo(id);
      assertThat(landed.header("ce_type")).isEqualTo("points-collected");
      assertThat(landed.header("ce_source")).isEqualTo("/pos/319");
      assertThat(landed.header("ce_time")).isEqualTo("2026-11-01T12:00:00.5+01:00");
      assertThat(landed.header("ce_sqsmessageid"))
          .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      assertThat(Instant.parse(landed.header("ce_sqssenttime")))
          .isBetween(before.truncatedTo(ChronoUnit.MILLIS), Instant.now());
      assertThat(landed.header("content-type")).isEqualTo("application/avro");
      assertThat(landed.header("traceparent")).isEqualTo(traceparent);
      assertThat(landed.value().get("points")).isEqualTo(7L);
    }
  }

  @Test
  void aMessageDeliveredTwiceIsTwoRecordsOfOneId(LocalStack stack) {
    String event = SampleEvents.event("offer-viewed");
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      programme.send(event, event);

      programme.account(2, 2, 0);

      List<String> ids =
          programme.topics().events("offer-viewed").stream().map(Topics.Landed::eventId).toList();
      assertThat(ids.get(0)).isEqualTo(ids.get(1));
    }
  }
}
