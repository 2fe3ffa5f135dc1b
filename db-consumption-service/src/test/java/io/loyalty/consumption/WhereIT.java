package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.wire.WireFormat;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Compares the answers about an event's place with the tables and the logs. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhereIT {
  private static final Instant SENT = Instant.parse("2026-11-01T10:00:00.5Z");
  private static final String MESSAGE = UUID.randomUUID().toString();
  private static final Map<String, String> HEADERS =
      Map.of("ce_sqsmessageid", MESSAGE, "ce_sqssenttime", SENT.toString());

  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;
  private Api api;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = new Programme(stack, "where_it").withTopics(2);
    warehouse = programme.warehouse();
    service = programme.start(ReplayCalls.quick());
    api = new Api(service, Api.TOKEN);
  }

  @AfterAll
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void findsTheRowAndTellsDuplicateAndConflict_fieldByField() {
    UUID id = UUID.randomUUID();
    Event bought = Event.purchase(id, "bread", "milk", "tea");
    Event other = Event.purchase(id, "bread", "soap");
    other.record().put("storeId", "s-2");
    RecordMetadata first = programme.send(bought.on(0), HEADERS);
    RecordMetadata second = programme.send(bought.on(0));
    RecordMetadata third = programme.send(other.on(0));
    warehouse.awaitRecords("purchase-transaction", 3);

    JsonNode trace = only(find(id.toString()));
    assertThat(trace.get("outcome").asString()).isEqualTo("ROW");
    JsonNode record = trace.get("record");
    assertThat(record.get("topic").asString()).isEqualTo(programme.topic("purchase-transaction"));
    assertThat(record.get("offset").asLong()).isEqualTo(first.offset());
    assertThat(record.get("place").asString()).isEqualTo("IN_LOG");
    assertThat(record.get("queueMessageId").asString()).isEqualTo(MESSAGE);
    assertThat(Instant.parse(record.get("queueSentAt").asString())).isEqualTo(SENT);
    assertThat(Instant.parse(record.get("appendedAt").asString()).toEpochMilli())
        .isEqualTo(first.timestamp());
    JsonNode row = trace.get("row");
    assertThat(value(row, "total_amount")).isEqualTo("12.50");
    assertThat(value(row, "store_id")).isEqualTo("s-1");
    JsonNode lines = row.get("children").get(0);
    assertThat(lines.get("count").asLong()).isEqualTo(3);
    assertThat(value(lines.get("rows").get(2), "product_id")).isEqualTo("tea");
    assertThat(trace.get("duplicatesSince").asLong()).isEqualTo(1);

    JsonNode conflict = trace.get("conflicts").get(0);
    assertThat(conflict.get("record").get("offset").asLong()).isEqualTo(third.offset());
    List<String> differences = new ArrayList<>();
    conflict
        .get("differences")
        .forEach(
            each ->
                differences.add(
                    "%s %s %s: %s, %s"
                        .formatted(
                            each.get("table").asString(),
                            text(each.get("position")),
                            text(each.get("column")),
                            text(each.get("stored")),
                            text(each.get("repeated")))));
    assertThat(differences)
        .containsExactly(
            "bi.purchase_transaction - store_id: s-1, s-2",
            "bi.purchase_transaction_line_item 2 product_id: milk, soap",
            "bi.purchase_transaction_line_item 3 -: row, -");

    assertThat(outcome(first)).isEqualTo("ROW");
    assertThat(outcome(second)).isEqualTo("DUPLICATE");
    assertThat(outcome(third)).isEqualTo("CONFLICT");
    JsonNode byReceipt = json("/events?field=transactionId&value=t-1");
    assertThat(byReceipt.get("events").get(0).get("eventId").asString()).isEqualTo(id.toString());

    warehouse.change("DELETE FROM bi.purchase_transaction WHERE event_id = '" + id + "'");
    assertThat(outcome(first)).isEqualTo("NO_ROW");
    assertThat(only(find(id.toString())).get("outcome").asString()).isEqualTo("CONFLICT");
  }

  @Test
  void agreesWithTheTableAndTheLog_forEachEvent_alsoAfterAReplay() {
    List<Event> events = Event.points(60);
    programme.sendAll(events);
    programme.sendAll(events.subList(0, 20));
    warehouse.awaitRecords("points-collected", 80);
    String replay =
        new ReplayCalls(service)
            .run("{\"eventTypes\":[\"points-collected\"]}")
            .get("id")
            .asString();

    List<Map<String, Object>> rows =
        warehouse
            .jdbc()
            .sql("SELECT event_id, kafka_partition, kafka_offset FROM bi.points_collected")
            .query()
            .listOfRows();
    assertThat(rows).hasSize(60);
    for (Map<String, Object> row : rows) {
      JsonNode trace = only(find(row.get("event_id").toString()));
      assertThat(trace.get("eventType").asString()).isEqualTo("points-collected");
      assertThat(trace.get("record").get("partition").asInt())
          .isEqualTo(row.get("kafka_partition"));
      assertThat(trace.get("record").get("offset").asLong()).isEqualTo(row.get("kafka_offset"));
      assertThat(trace.get("replays").get(0).get("id").asString()).isEqualTo(replay);
      assertThat(trace.get("replays").get(0).get("hasRead").asBoolean()).isTrue();
    }
    int found = 0;
    for (int partition = 0; partition < 2; partition++) {
      long end = programme.logEnd("points-collected", partition);
      for (long offset = 0; offset < end; offset++) {
        String id = "points-collected-%d-%d".formatted(partition, offset);
        boolean isRow = only(find(id)).get("outcome").asString().equals("ROW");
        assertThat(isRow)
            .isEqualTo(
                warehouse.count(
                        "bi.points_collected WHERE kafka_partition = %d AND kafka_offset = %d"
                            .formatted(partition, offset))
                    == 1);
        found += isRow ? 1 : 0;
      }
    }
    assertThat(found).isEqualTo(60);
    long gone = programme.logEnd("points-collected", 0);
    programme.deleteRecords("points-collected", 0, gone);
    JsonNode deleted = only(find("points-collected-0-0"));
    assertThat(deleted.get("record").get("place").asString()).isEqualTo("DELETED");
    assertThat(deleted.get("outcome").asString()).isEqualTo("ROW");
  }

  @Test
  void findsWhatIngestionAndTheLoadRefused() {
    UUID invalid = UUID.randomUUID();
    Event letter = Event.deadLetter("{\"id\":\"" + invalid + "\"}");
    String letterId = "ab".repeat(32);
    letter.record().put("deadLetterId", letterId);
    letter.record().put("eventId", invalid.toString());
    letter.record().put("queue", "loyalty-events");
    letter.record().put("messageId", MESSAGE);
    programme.send(letter);
    UUID old = UUID.randomUUID();
    RecordMetadata refused =
        programme.send(
            Event.coupon(old, "c").at(Instant.parse("1999-01-01T00:00:00Z")),
            Map.of("ce_id", old.toString()));
    byte[] garbage = "Jane Doe".getBytes(StandardCharsets.UTF_8);
    RecordMetadata unreadable = programme.sendBytes("coupon-redeemed", 1, garbage);
    warehouse.awaitRecords("dead-letter", 1);
    warehouse.awaitRecords("coupon-redeemed", 2);

    for (String id : List.of(invalid.toString(), letterId, letterId.toUpperCase(Locale.ROOT))) {
      JsonNode found = find(id).get("deadLetters").get(0);
      assertThat(found.get("id").asString()).isEqualTo(letterId);
      assertThat(found.get("station").asString()).isEqualTo("validate");
      assertThat(found.get("queueMessageId").asString()).isEqualTo(MESSAGE);
      assertThat(found.get("state").asString()).isEqualTo("open");
    }
    assertThat(find("dead-letter-0-0").get("deadLetters").get(0).get("id").asString())
        .isEqualTo(letterId);
    JsonNode byLoad = find(old.toString()).get("deadLetters").get(0);
    assertThat(byLoad.get("reason").asString()).isEqualTo("occurred-at-outside-window");
    assertThat(byLoad.get("recordOffset").asLong()).isEqualTo(refused.offset());
    for (RecordMetadata record : List.of(refused, unreadable)) {
      assertThat(outcome(record)).isEqualTo("DEAD_LETTER");
    }
    warehouse.change(
        """
        INSERT INTO pipeline.dead_letter_resolution
          (dead_letter_id, redrive_id, event_position, resolved_at, outcome, reason, service_version)
        VALUES ('%s', '%s', 0, now(), 'resolved', 'a test of the till', 'test')"""
            .formatted(letterId, UUID.randomUUID()));
    JsonNode resolved = find(letterId).get("deadLetters").get(0);
    assertThat(resolved.get("state").asString()).isEqualTo("resolved");
    assertThat(resolved.get("resolutions").get(0).get("reason").asString())
        .isEqualTo("a test of the till");
  }

  @Test
  void saysWhatIsNotLoaded_andSearchesIt() {
    byte[] unknownSchema = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(unknownSchema, 0, Integer.MAX_VALUE);
    programme.sendBytes("device-login", 0, unknownSchema);
    UUID waiting = UUID.randomUUID();
    RecordMetadata next = programme.send(Event.of("device-login", waiting, SENT).on(0));
    await().atMost(Duration.ofMinutes(3)).until(() -> json("/holds").get("holds").size() > 0);

    JsonNode unknown = find(UUID.randomUUID() + "?scan=true");
    assertThat(unknown.get("found").asBoolean()).isFalse();
    assertThat(unknown.get("lag").get("scanned").asLong()).isEqualTo(2);
    assertThat(unknown.get("lag").get("complete").asBoolean()).isTrue();
    JsonNode unsearched = find(waiting.toString());
    assertThat(unsearched.get("found").asBoolean()).isFalse();
    assertThat(unsearched.get("lag").get("records").asLong()).isEqualTo(2);
    assertThat(unsearched.get("lag").get("holds").get(0).asString())
        .startsWith(programme.topic("device-login") + "-0 ");
    JsonNode trace = only(find(waiting + "?scan=true&eventType=device-login"));
    assertThat(trace.get("outcome").asString()).isEqualTo("NOT_LOADED");
    assertThat(trace.get("record").get("offset").asLong()).isEqualTo(next.offset());
    assertThat(outcome(next)).isEqualTo("NOT_LOADED");
  }

  @Test
  void showsNoPersonalDataThatTheCallerMayNotSee() {
    UUID id = UUID.randomUUID();
    for (String name : List.of("Jane", "Janet")) {
      Event enrolled = Event.of("member-enrolled", id, SENT);
      enrolled.record().put("memberId", "m-secret");
      enrolled.record().put("firstName", name);
      enrolled.record().put("email", "jane@example.org");
      enrolled.record().put("unmapped", "{\"/nick\":\"Janie\"}");
      programme.send(enrolled.on(1));
    }
    warehouse.awaitRecords("member-enrolled", 2);

    HttpResponse<String> withRole = api.get("/events/" + id);
    assertThat(withRole.body()).contains("m-secret").doesNotContainIgnoringCase("jan");
    JsonNode difference =
        Api.json(withRole).get("events").get(0).get("conflicts").get(0).get("differences").get(0);
    assertThat(difference.get("column").asString()).isEqualTo("first_name");
    assertThat(difference.get("stored").asString()).isEqualTo("***");
    assertThat(difference.get("repeated").asString()).isEqualTo("***");
    HttpAnswer withoutRole = HttpAnswer.get(service, "/events/" + id);
    assertThat(withoutRole.status()).isEqualTo(200);
    assertThat(withoutRole.body()).doesNotContain("m-secret").doesNotContainIgnoringCase("jan");

    String byMember = "/events?field=memberId&value=m-secret";
    assertThat(json(byMember).get("events").size()).isEqualTo(1);
    Api.assertRefused(
        new Api(service, null).get(byMember),
        400,
        "memberId tells which person it is; looking it up needs a token with the role read");
  }

  @Test
  void refusesWhatIsNoIdWithOneSentence() {
    Api.assertRefused(
        api.get("/events/none"),
        400,
        "that is no id: give the id of an event (a UUID), of a dead letter (64 hex digits), or a record as topic-partition-offset, such as where_it.coupon-redeemed-0-42");
    assertThat(refusal("/events/nothing-0-1")).startsWith("there is no topic of that name; ");
    assertThat(refusal("/events/offer-viewed-7-0"))
        .isEqualTo("the topic where_it.offer-viewed has no partition 7");
    assertThat(refusal("/events/offer-viewed-0-9"))
        .isEqualTo(
            "offset 9 is outside the log of where_it.offer-viewed-0, which ends before offset 0");
    assertThat(refusal("/events/" + UUID.randomUUID() + "?eventType=none"))
        .startsWith("there is no event type of that name; the types are coupon-redeemed, ");
    assertThat(refusal("/events?field=storeId&value=1"))
        .isEqualTo(
            "events are not looked up by a field of that name; the fields are memberId, purchaseId, skippedId, transactionId");
    assertThat(api.get("/events?field=memberId").statusCode()).isEqualTo(400);
  }

  @Test
  void listsTheNewestEventsOfAType_withoutPersonalData() {
    String type = "push-notification-result";
    List<String> ids = new ArrayList<>();
    for (int sent = 0; sent < 3; sent++) {
      UUID id = UUID.randomUUID();
      // The times are of two months, and so of two partitions of the table.
      Event pushed = Event.of(type, id, SENT.minus(Duration.ofHours(11L * sent)));
      pushed.record().put("memberId", "m-latest");
      pushed.record().put("unmapped", "{\"/nick\":\"Janie\"}");
      RecordMetadata record = programme.send(pushed.on(0));
      ids.add("%s %s-%d-%d".formatted(id, record.topic(), record.partition(), record.offset()));
    }

    warehouse.awaitRecords(type, 3);

    JsonNode latest = json("/events/latest?eventType=" + type);
    assertThat(latest.get("eventType").asString()).isEqualTo(type);
    assertThat(
            latest
                .get("events")
                .valueStream()
                .map(
                    each ->
                        "%s %s-%d-%d"
                            .formatted(
                                each.get("eventId").asString(),
                                each.get("topic").asString(),
                                each.get("partition").asInt(),
                                each.get("offset").asLong())))
        .containsExactlyElementsOf(ids);
    JsonNode columns = latest.get("events").get(0).get("columns");
    assertThat(columns.get("member_id").asString()).isEqualTo("m-latest");
    assertThat(columns.get("checks_failed").isNull()).isTrue();
    assertThat(columns.has("unmapped")).isFalse();
    assertThat(latest.toString()).doesNotContain("Jan");
    assertThat(json("/events/latest?limit=2&eventType=" + type).get("events").size()).isEqualTo(2);
    String anybody = new Api(service, null).get("/events/latest?eventType=" + type).body();
    assertThat(anybody).contains(ids.get(0).substring(0, 36)).doesNotContain("m-latest", "Jan");
    assertThat(json("/events/latest?eventType=reward-redeemed").get("events").isEmpty()).isTrue();
    assertThat(refusal("/events/latest?eventType=dead-letter"))
        .startsWith("there is no event type of that name; the types are coupon-redeemed, ");
    assertThat(refusal("/events/latest?eventType=offer-viewed&limit=101"))
        .isEqualTo("limit is 101; it must be from 1 to 100");
  }

  private String refusal(String path) {
    HttpResponse<String> answer = api.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return Api.json(answer).get("detail").asString();
  }

  private JsonNode json(String path) {
    HttpResponse<String> answer = api.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Api.json(answer);
  }

  private JsonNode find(String id) {
    return json("/events/" + id);
  }

  private static JsonNode only(JsonNode found) {
    assertThat(found.get("events").size()).as("%s", found).isEqualTo(1);
    return found.get("events").get(0);
  }

  /** Returns the outcome of the record at this position. */
  private String outcome(RecordMetadata record) {
    String id = "%s-%d-%d".formatted(record.topic(), record.partition(), record.offset());
    return only(find(id)).get("outcome").asString();
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "-" : value.asString();
  }

  private static String value(JsonNode row, String column) {
    return row.get("columns")
        .valueStream()
        .filter(each -> each.get("column").asString().equals(column))
        .map(each -> each.get("value").asString())
        .findFirst()
        .orElseThrow();
  }
}
