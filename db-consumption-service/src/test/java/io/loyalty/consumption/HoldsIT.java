package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.consumption.proof.PartitionProof;
import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Tests that a held partition continues at the offset of an operator's decision. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldsIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String[] TOKEN = {};

  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;
  private Api api;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = new Programme(stack, "holds_it").withTopics(1);
    warehouse = programme.warehouse();
    start();
  }

  private void start() {
    service = programme.start(TOKEN);
    api = new Api(service, Api.TOKEN);
  }

  @AfterEach
  void reconcile() {
    programme.assertNothingIsUnaccountedFor(service);
  }

  @AfterAll
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void loadsATopicThatWasMadeAgain_fromItsStart() {
    makeAgain("coupon-redeemed");

    JsonNode decided = resume("coupon-redeemed", "start");

    assertThat(decided.get("givenUp").asLong()).isZero();
    assertThat(warehouse.awaitRecords("coupon-redeemed", 3)).isEqualTo(new Account(3, 3, 0, 0, 0));
    await().atMost(LONG).untilAsserted(() -> assertThat(held()).isEmpty());
  }

  @Test
  void leavesOutWhatATopicThatWasMadeAgainHolds_fromItsEnd() {
    makeAgain("offer-viewed");

    JsonNode decided = resume("offer-viewed", "end");
    send("offer-viewed");

    assertThat(decided.get("givenUp").asLong()).isEqualTo(2);
    assertThat(warehouse.awaitRecords("offer-viewed", 2)).isEqualTo(new Account(2, 2, 0, 0, 0));
    PartitionProof proof = proof("offer-viewed", true);
    assertThat(proof.givenUp()).isEqualTo(2);
    assertThat(proof.rows()).isEqualTo(1);
    assertThat(proof.records() + proof.holes() + proof.givenUp()).isEqualTo(proof.nextOffset());
  }

  @Test
  void resumesAfterRecordsThatAreGone() {
    send("device-login");
    warehouse.awaitRecords("device-login", 1);
    service.close();
    for (int sent = 0; sent < 9; sent++) {
      send("device-login");
    }
    programme.deleteRecords("device-login", 0, 6);
    start();
    awaitHeld("device-login", "RECORDS_GONE");
    assertThat(proof("device-login", false).lost()).isEqualTo(5);

    JsonNode decided = resume("device-login", "start");

    assertThat(decided.get("heldOffset").asLong()).isEqualTo(1);
    assertThat(decided.get("nextOffset").asLong()).isEqualTo(6);
    assertThat(decided.get("givenUp").asLong()).isEqualTo(5);
    assertThat(warehouse.awaitRecords("device-login", 5)).isEqualTo(new Account(5, 5, 0, 0, 0));
    for (boolean deep : new boolean[] {false, true}) {
      PartitionProof proof = proof("device-login", deep);
      assertThat(proof.givenUp()).isEqualTo(5);
      assertThat(proof.lost()).isZero();
      assertThat(proof.unaccounted()).isZero();
    }
    assertThat(
            warehouse.count(
                "pipeline.load_decision WHERE topic LIKE '%device-login' AND actor = 'tester'"))
        .isEqualTo(1);
  }

  @Test
  void takesNoDecision_whereNoneIsNeeded() {
    send("reward-redeemed");
    warehouse.awaitRecords("reward-redeemed", 1);

    HttpResponse<String> answer = post("reward-redeemed", "end");

    Api.assertRefused(
        answer,
        409,
        "%s-0 needs no decision, as far as this instance knows"
            .formatted(programme.topic("reward-redeemed")));
    assertThat(post("reward-redeemed", "nowhere").statusCode()).isEqualTo(400);
    assertThat(warehouse.count("pipeline.load_decision WHERE topic LIKE '%reward-redeemed'"))
        .isZero();
  }

  /** Loads one record, and then creates the topic again with two. */
  private void makeAgain(String type) {
    send(type);
    warehouse.awaitRecords(type, 1);
    programme.deleteTopic(type);
    programme.createTopic(type, 1);
    send(type);
    send(type);
    awaitHeld(type, "TOPIC_MADE_AGAIN");
  }

  private void send(String type) {
    programme.send(Event.of(type, UUID.randomUUID(), Instant.parse("2026-03-04T05:06:07Z")).on(0));
  }

  private void awaitHeld(String type, String code) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(held())
                    .anyMatch(
                        each ->
                            each.get("topic").asString().equals(programme.topic(type))
                                && each.get("code").asString().equals(code)
                                && each.get("needsDecision").asBoolean()));
  }

  private Iterable<JsonNode> held() {
    return Api.json(api.get("/holds")).get("holds");
  }

  private JsonNode resume(String type, String from) {
    HttpResponse<String> answer = post(type, from);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Api.json(answer);
  }

  private HttpResponse<String> post(String type, String from) {
    return api.post("/holds/%s/0/resume?from=%s".formatted(programme.topic(type), from), "");
  }

  private PartitionProof proof(String type, boolean deep) {
    return service.getBean(Reconcile.class).run(Optional.of(type), deep).partitions().get(0);
  }
}
