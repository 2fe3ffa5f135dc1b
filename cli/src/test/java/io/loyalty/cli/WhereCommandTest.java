package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WhereCommandTest {
  private static final String ID = "0b7a3f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b";
  private static final String RECORD =
      """
      {"topic":"loyalty.purchase-transaction","partition":1,"offset":%d,"place":"IN_LOG","queueMessageId":%s,
       "queueSentAt":%s,"appendedAt":"2026-11-01T10:00:01Z","schemaId":7}""";
  private static final String FOUND =
      """
      {"id":"%1$s","kind":"EVENT","found":true,"deadLetters":[],"lag":null,"events":[{
        "eventType":"purchase-transaction","eventId":"%1$s","occurredAt":"2026-11-01T09:59:59Z","outcome":"ROW",
        "record":%2$s,"duplicatesSince":2,
        "row":{"table":"bi.purchase_transaction","source":"/pos/319","receivedAt":"2026-11-01T10:00:00.7Z",
          "loadedAt":"2026-11-01T10:00:03Z","columns":[{"column":"event_id","value":"%1$s"},
            {"column":"member_id","value":"***"},{"column":"total_amount","value":"12.50"}],
          "children":[{"table":"bi.purchase_transaction_line_item","count":1,"rows":[{"columns":[
            {"column":"event_id","value":"%1$s"},{"column":"product_id","value":"tea\\u001b[1m"}]}]}]},
        "conflicts":[{"record":%3$s,"seenAt":"2026-11-02T10:00:00Z","differences":[{"table":"bi.purchase_transaction",
          "position":null,"column":"total_amount","stored":"12.50","repeated":"13.00"}]}],
        "replays":[{"id":"7f3c","state":"DONE","fromOffset":0,"endOffset":50,"hasRead":true,
          "createdAt":"2026-11-03T10:00:00Z","endedAt":null}]}]}"""
          .formatted(
              ID,
              RECORD.formatted(42, "\"m-1\"", "\"2026-11-01T10:00:00.5Z\""),
              RECORD.formatted(99, "null", "null"));
  private static final String NOT_FOUND =
      """
      {"id":"%s","kind":"EVENT","found":false,"events":[],"deadLetters":[],"lag":%s}""";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ServiceStub service;

  @BeforeEach
  void start() throws IOException {
    service = new ServiceStub();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void tellsWhatHappenedInTheOrderOfTime_thenTheRows() {
    service.on("GET /events/" + ID, 200, FOUND);
    assertThat(run("where", ID)).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "event " + ID + "  purchase-transaction",
            "  2026-11-01T09:59:59Z      occurred   at /pos/319",
            "  2026-11-01T10:00:00.500Z  queued     message m-1",
            "  2026-11-01T10:00:00.700Z  received   by ingestion-service",
            "  2026-11-01T10:00:01Z      published  loyalty.purchase-transaction-1-42, schema 7",
            "  2026-11-01T10:00:03Z      loaded     into bi.purchase_transaction, 1 rows of bi.purchase_transaction_line_item; since that hour 2 duplicates in the partition, of whichever events",
            "  2026-11-02T10:00:00Z      conflict   loyalty.purchase-transaction-1-99: total_amount 12.50, again as 13.00",
            "  2026-11-03T10:00:00Z      replay     7f3c DONE, offsets 0 to 50",
            "  bi.purchase_transaction",
            "    event_id               " + ID,
            "    member_id              ***",
            "    total_amount           12.50",
            "  bi.purchase_transaction_line_item (1 rows)",
            "    product_id tea\\u001b[1m");
  }

  @Test
  void tellsOfADeadLetterAndWhatBecameOfIt() {
    String id = "ab".repeat(32);
    service.on(
        "GET /events/" + id,
        200,
        """
        {"id":"%1$s","kind":"DEAD_LETTER","found":true,"events":[],"lag":null,"deadLetters":[{
          "id":"%1$s","rejectedAt":"2026-11-01T10:00:01Z","station":"validate","reason":"invalid","detail":null,
          "eventType":null,"eventId":null,"source":null,"queue":"q","queueMessageId":"m-1","recordTopic":null,
          "recordPartition":null,"recordOffset":null,"loadedAt":"2026-11-01T10:00:02Z","state":"redriven","attempts":0,
          "resolutions":[{"redriveId":"7f3c","position":0,"resolvedAt":"2026-11-02T10:00:00Z","outcome":"published",
            "reason":null}]}]}"""
            .formatted(id));
    assertThat(run("where", id)).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "dead letter " + id + "  unknown, redriven",
            "  2026-11-01T10:00:01Z      refused    by validate: invalid from q, message m-1",
            "  2026-11-01T10:00:02Z      loaded     into pipeline.dead_letter",
            "  2026-11-02T10:00:00Z      published  by 7f3c, event 1");
  }

  @Test
  void endsWithOneWhereOneIsNotFound_andSaysWhereItMayBe() {
    String other = ID.replace('0', '1');
    service.on("GET /events/" + ID + "?scan=true", 200, FOUND);
    service.on(
        "GET /events/" + other + "?scan=true",
        200,
        NOT_FOUND.formatted(
            other,
            "{\"records\":3412,\"scanned\":3412,\"complete\":true,\"holds\":[\"loyalty.device-login-0 UNKNOWN_SCHEMA\"]}"));
    assertThat(run("where", ID, other, "--scan")).isEqualTo(1);
    assertThat(out.toString().lines())
        .endsWith(
            other
                + ": no row, conflict or dead letter. Not in the 3,412 records that are not loaded yet; on hold: loyalty.device-login-0 UNKNOWN_SCHEMA. Messages that are still in the queue can't be looked into.");
    service.on(
        "GET /events/" + other,
        200,
        NOT_FOUND.formatted(
            other, "{\"records\":7,\"scanned\":null,\"complete\":false,\"holds\":[]}"));
    assertThat(run("where", other)).isEqualTo(1);
    assertThat(out.toString()).contains("7 records are not loaded yet, and --scan searches them;");
  }

  @Test
  void showsTheOnlyEventOfAReceipt_andListsThoseOfAMember() {
    String match =
        """
        {"eventType":"purchase-transaction","eventId":"%s","occurredAt":"2026-11-01T09:59:59Z",
         "loadedAt":"2026-11-01T10:00:03Z"}"""
            .formatted(ID);
    service.on("GET /events/" + ID, 200, FOUND);
    service.on(
        "GET /events?field=transactionId&value=R-1&limit=20",
        200,
        "{\"events\":[%s],\"more\":false}".formatted(match));
    assertThat(run("where", "transactionId=R-1")).isZero();
    assertThat(out.toString()).contains("published  loyalty.purchase-transaction-1-42");
    service.on(
        "GET /events?field=memberId&value=m%3D7&limit=2",
        200, "{\"events\":[%s,%s],\"more\":true}".formatted(match, match));
    assertThat(run("where", "memberId=m=7", "--limit=2")).isZero();
    assertThat(out.toString().lines())
        .contains(
            ID + "  purchase-transaction        2026-11-01T09:59:59Z  2026-11-01T10:00:03Z",
            "There are more; --limit shows up to 100.");
    service.on(
        "GET /events?field=memberId&value=x&limit=20", 200, "{\"events\":[],\"more\":false}");
    assertThat(run("where", "memberId=x")).isEqualTo(1);
  }

  @Test
  void printsTheAnswerAsJson() {
    service.on("GET /events/" + ID, 200, FOUND);
    assertThat(run("where", ID, "--json")).isZero();
    JsonMapper json = new JsonMapper();
    assertThat(json.readTree(out.toString())).isEqualTo(json.readTree(FOUND));
  }

  @Test
  void refusesWhatIsNoIdWithOneSentence() {
    assertThat(run("where")).isEqualTo(2);
    assertThat(run("where", "a/b")).isEqualTo(2);
    assertThat(err.toString()).contains("'a/b' is no id of an event or a dead letter");
    service.refuse("GET /events/none", 400, "that is no id");
    assertThat(run("where", "none")).isEqualTo(1);
    assertThat(err.toString()).contains("pipeline: that is no id");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url=" + service.url());
    all.add("--token=secret");
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Pipeline.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
