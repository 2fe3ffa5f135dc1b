package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.FaultyConsumer.Step;
import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.load.HoldCode;
import io.loyalty.consumption.proof.Depth;
import io.loyalty.consumption.proof.PartitionProof;
import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.consumption.proof.ReconciliationResult;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.localstack.proxy.RegistryProxy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests that an unexpected fault of one record stops only the record's partition. */
@ExtendWith({LocalStackExtension.class, OutputCaptureExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnexpectedFaultIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String TYPE = "coupon-redeemed";

  private final LocalStack stack;
  private Faulty healed;
  private Faulty passed;

  UnexpectedFaultIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeAll
  void startServices() {
    healed = Faulty.started(new Programme(stack, "unexpected_healed").withTopics(2));
    passed = Faulty.started(new Programme(stack, "unexpected_passed").withTopics(2));
  }

  @AfterAll
  void stopServices() {
    healed.close();
    passed.close();
  }

  /** Runs a service whose consumer fails at a record of partition 0. */
  private record Faulty(
      Programme programme, FaultyConsumer consumer, ConfigurableApplicationContext service)
      implements AutoCloseable {
    static Faulty started(Programme programme) {
      FaultyConsumer consumer = new FaultyConsumer(new TopicPartition(programme.topic(TYPE), 0), 1);
      return new Faulty(programme, consumer, start(programme, consumer));
    }

    /**
     * Sends three records to partition 0, of which the second is faulty, and one to another
     * partition; returns the faulty one's offset.
     */
    long sendCoupons(Step step) {
      long before = programme.send(Event.coupon(UUID.randomUUID(), "before").on(0)).offset();
      consumer.fail(step, before + 1);
      programme.send(Event.coupon(UUID.randomUUID(), "faulty").on(0));
      programme.send(Event.coupon(UUID.randomUUID(), "after").on(0));
      programme.send(Event.coupon(UUID.randomUUID(), "beside").on(1));
      return before + 1;
    }

    @Override
    public void close() {
      service.close();
      programme.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POLL", "DECODE", "REFUSE", "WRITE"})
  void holdsThePartitionOfTheRecord_andLoadsTheOthers(Step step, CapturedOutput log) {
    Programme programme = healed.programme();
    Warehouse warehouse = programme.warehouse();
    Account coupons = warehouse.account(TYPE);
    Account points = warehouse.account("points-collected");
    long beside = warehouse.count("bi.coupon_redeemed WHERE kafka_partition = 1");
    healed.sendCoupons(step);
    programme.sendAll(Event.points(50));

    FlowStatus.Held held = awaitHeld(healed.service());

    assertThat(held.code())
        .isEqualTo(step == Step.POLL ? HoldCode.UNREADABLE_RECORD : HoldCode.UNEXPECTED_FAULT);
    assertThat(held.needsDecision()).isFalse();
    assertThat(warehouse.awaitRecords("points-collected", points.records() + 50))
        .isEqualTo(inserted(points, 50));
    await()
        .atMost(LONG)
        .until(() -> warehouse.count("bi.coupon_redeemed WHERE kafka_partition = 1") == beside + 1);
    assertThat(warehouse.count("pipeline.dead_letter")).isZero();
    assertThat(log.getAll())
        .contains("is held: " + held.reason())
        .doesNotContain(FaultyConsumer.SECRET);

    healed.consumer().heal();

    assertThat(warehouse.awaitRecords(TYPE, coupons.records() + 4)).isEqualTo(inserted(coupons, 4));
    await().atMost(LONG).until(() -> status(healed.service()).isEmpty());
    warehouse.assertRowsAreAccountedFor(TYPE);
    warehouse.assertRowsAreAccountedFor("points-collected");
    programme.assertNothingIsUnaccountedFor(healed.service());
  }

  @Test
  void holdsThePartitionThatItCannotPlace_andLoadsTheOthers(CapturedOutput log) {
    try (Programme programme = new Programme(stack, "unexpected_place").withTopics(2)) {
      FaultyConsumer faulty = new FaultyConsumer(new TopicPartition(programme.topic(TYPE), 0), 1);
      faulty.fail(Step.PLACE);
      try (ConfigurableApplicationContext service = start(programme, faulty)) {
        sendCoupons(programme);

        FlowStatus.Held held = awaitHeld(service);

        assertThat(held.code()).isEqualTo(HoldCode.UNEXPECTED_FAULT);
        assertThat(programme.warehouse().awaitRecords(TYPE, 1).inserted()).isEqualTo(1);
        assertThat(log.getAll())
            .contains("is held: " + held.reason())
            .doesNotContain(FaultyConsumer.SECRET);

        faulty.heal();

        assertThat(programme.warehouse().awaitRecords(TYPE, 4))
            .isEqualTo(new Account(4, 4, 0, 0, 0));
        await().atMost(LONG).until(() -> status(service).isEmpty());
        programme.assertNothingIsUnaccountedFor(service);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DECODE", "REFUSE", "WRITE"})
  void somebodyMayDecideToPassTheRecord(Step step) {
    Programme programme = passed.programme();
    Warehouse warehouse = programme.warehouse();
    Account before = warehouse.account(TYPE);
    long givenUp = warehouse.count("pipeline.load_decision");
    long offset = passed.sendCoupons(step);
    assertThat(awaitHeld(passed.service()).reason())
        .contains("the record at offset %d, at ".formatted(offset));
    await().atMost(LONG).until(() -> warehouse.account(TYPE).records() == before.records() + 2);

    HttpResponse<String> decided =
        new Api(passed.service(), Api.TOKEN)
            .post("/holds/%s/0/resume?from=%d".formatted(programme.topic(TYPE), offset + 1), "");

    assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
    assertThat(warehouse.awaitRecords(TYPE, before.records() + 3)).isEqualTo(inserted(before, 3));
    await().atMost(LONG).until(() -> status(passed.service()).isEmpty());
    assertThat(
            warehouse.count(
                "pipeline.load_decision WHERE code = 'UNEXPECTED_FAULT' AND given_up_from = %d AND next_offset = %d"
                    .formatted(offset, offset + 1)))
        .isEqualTo(1);
    // The proof can't read it either, and an operator passed over it.
    PartitionProof found = programme.reconcile(passed.service(), TYPE, true).partitions().get(0);
    assertThat(found.givenUp()).isEqualTo(givenUp + 1);
    assertThat(found.unproven()).isZero();
    programme.assertNothingIsUnaccountedFor(passed.service());
    passed.consumer().heal();
    programme.assertNothingIsUnaccountedFor(passed.service());
  }

  private static Account inserted(Account before, int more) {
    return new Account(
        before.records() + more,
        before.inserted() + more,
        before.duplicates(),
        before.conflicts(),
        before.deadLettered());
  }

  @Test
  void aFaultOfTheWriterStopsOneOfThreePartitionsBeforeTheRecord() {
    try (Programme programme = new Programme(stack, "unexpected_one_of_three").withTopics(3)) {
      Warehouse warehouse = programme.warehouse();
      // All records are there before the service starts, and therefore in one batch.
      for (int partition = 0; partition < 3; partition++) {
        programme.sendAll(coupons(100, partition));
      }
      programme.sendAll(Event.points(50));
      FaultyConsumer faulty = new FaultyConsumer(new TopicPartition(programme.topic(TYPE), 0), 60);
      faulty.fail(Step.WRITE);
      try (ConfigurableApplicationContext service = start(programme, faulty)) {
        assertThat(warehouse.awaitRecords(TYPE, 260)).isEqualTo(new Account(260, 260, 0, 0, 0));
        assertThat(warehouse.awaitRecords("points-collected", 50).inserted()).isEqualTo(50);
        assertThat(awaitHeld(service).code()).isEqualTo(HoldCode.UNEXPECTED_FAULT);
        programme.sendAll(coupons(10, 1));
        programme.sendAll(coupons(10, 2));
        assertThat(warehouse.awaitRecords(TYPE, 280)).isEqualTo(new Account(280, 280, 0, 0, 0));
        assertThat(status(service)).extracting(FlowStatus.Held::partition).containsExactly(0);
        warehouse.assertRowsAreAccountedFor(TYPE);

        HttpResponse<String> decided =
            new Api(service, Api.TOKEN)
                .post("/holds/%s/0/resume?from=61".formatted(programme.topic(TYPE)), "");

        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        assertThat(warehouse.awaitRecords(TYPE, 319)).isEqualTo(new Account(319, 319, 0, 0, 0));
        await().atMost(LONG).until(() -> status(service).isEmpty());
        faulty.heal();
        programme.assertNothingIsUnaccountedFor(service);
      }
    }
  }

  @Test
  void aFaultOfTheWriterStopsOnePartitionOfAReplay() {
    try (Programme programme = new Programme(stack, "unexpected_in_replay").withTopics(2)) {
      Warehouse warehouse = programme.warehouse();
      programme.sendAll(coupons(100, 0));
      programme.sendAll(coupons(100, 1));
      FaultyConsumer faulty = new FaultyConsumer(new TopicPartition(programme.topic(TYPE), 0), 60);
      try (ConfigurableApplicationContext service = start(programme, faulty, ReplayCalls.quick())) {
        warehouse.awaitRecords(TYPE, 200);
        warehouse.change("DELETE FROM bi.coupon_redeemed");
        faulty.fail(Step.WRITE);
        ReplayCalls replays = new ReplayCalls(service);

        String id = replays.start("{\"eventTypes\":[\"%s\"]}".formatted(TYPE));

        await().atMost(LONG).until(() -> warehouse.count("bi.coupon_redeemed") == 160);
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(replays.find(id).get("reason").asString())
                        .startsWith(programme.topic(TYPE) + "-0: unexpected NullPointerException")
                        .contains("while writing the record at offset 60, at "));
        faulty.heal();
        assertThat(replays.awaitState(id, "DONE").get("inserted").asLong()).isEqualTo(200);
        programme.assertNothingIsUnaccountedFor(service);
      }
    }
  }

  @Test
  void aRecordThatTheProofCannotReadIsUnproven_andAllOthersAreCompared() {
    try (Programme programme = new Programme(stack, "unexpected_unproven").withTopics(2)) {
      Warehouse warehouse = programme.warehouse();
      FaultyConsumer faulty = new FaultyConsumer(new TopicPartition(programme.topic(TYPE), 0), 1);
      try (ConfigurableApplicationContext service = start(programme, faulty)) {
        sendCoupons(programme);
        programme.sendAll(Event.points(50));
        warehouse.awaitRecords(TYPE, 4);
        warehouse.awaitRecords("points-collected", 50);

        faulty.fail(Step.DECODE);
        ReconciliationResult unreadable =
            service.getBean(Reconcile.class).run(Optional.empty(), true);
        faulty.fail(Step.POLL);
        ReconciliationResult damaged = service.getBean(Reconcile.class).run(Optional.empty(), true);
        faulty.heal();

        PartitionProof withOne = proof(unreadable, 0);
        assertThat(withOne.depth()).isEqualTo(Depth.EXACT);
        assertThat(withOne.rows()).isEqualTo(2);
        assertThat(withOne.unproven()).isEqualTo(1);
        assertThat(withOne.reason())
            .startsWith("unexpected UnsupportedOperationException while reading offset 1 of ")
            .doesNotContain(FaultyConsumer.SECRET);
        PartitionProof whole = proof(damaged, 0);
        assertThat(whole.depth()).isEqualTo(Depth.NONE);
        assertThat(whole.rows()).isZero();
        assertThat(whole.unproven()).isEqualTo(3);
        assertThat(whole.reason()).contains("can't be read: it is damaged");
        assertAllOthersAreProven(unreadable, 1, 53);
        assertAllOthersAreProven(damaged, 3, 51);
        programme.assertNothingIsUnaccountedFor(service);
        assertThat(programme.reconcile(service, TYPE, true).unproven()).isZero();
      }
    }
  }

  private static void assertAllOthersAreProven(
      ReconciliationResult found, long unproven, long rows) {
    assertThat(found.unaccounted()).isZero();
    assertThat(found.unproven()).isEqualTo(unproven);
    assertThat(found.partitions().stream().mapToLong(PartitionProof::rows).sum()).isEqualTo(rows);
    assertThat(proof(found, 1).rows()).isEqualTo(1);
    assertThat(proof(found, 1).reason()).isNull();
  }

  /** Returns the proof of a partition of the coupons. */
  private static PartitionProof proof(ReconciliationResult found, int partition) {
    return found.partitions().stream()
        .filter(each -> each.eventType().equals(TYPE) && each.partition() == partition)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRegistryThatRefusesOneSchemaHoldsTheRecordsOfThatSchema_andLoadsTheOthers()
      throws IOException {
    try (Programme programme = new Programme(stack, "unexpected_401").withTopics(1);
        RegistryProxy registry = RegistryProxy.to(stack.registryUrl())) {
      Warehouse warehouse = programme.warehouse();
      int coupons = programme.schemaId(Programme.CATALOGUE.find(TYPE).orElseThrow());
      registry.refuse(path -> path.endsWith("/schemas/ids/" + coupons), 401);
      try (ConfigurableApplicationContext service =
          programme.start("consumption.registry.url=" + registry.url())) {
        programme.send(Event.coupon(UUID.randomUUID(), "first"));
        programme.sendAll(Event.points(20));

        FlowStatus.Held held = awaitHeld(service);

        assertThat(held.code()).isEqualTo(HoldCode.REGISTRY_UNAVAILABLE);
        assertThat(held.reason()).contains("answers 401", "check the credentials");
        assertThat(warehouse.awaitRecords("points-collected", 20))
            .isEqualTo(new Account(20, 20, 0, 0, 0));

        registry.allow();

        assertThat(warehouse.awaitRecords(TYPE, 1)).isEqualTo(new Account(1, 1, 0, 0, 0));
        programme.assertNothingIsUnaccountedFor(service);
      }
    }
  }

  /** Returns three events for partition 0, of which the second is faulty, and one for another. */
  private static void sendCoupons(Programme programme) {
    for (String code : List.of("before", "faulty", "after")) {
      programme.send(Event.coupon(UUID.randomUUID(), code).on(0));
    }
    programme.send(Event.coupon(UUID.randomUUID(), "beside").on(1));
  }

  private static List<Event> coupons(int number, int partition) {
    return IntStream.range(0, number)
        .mapToObj(each -> Event.coupon(UUID.randomUUID(), "code-" + each).on(partition))
        .toList();
  }

  private static ConfigurableApplicationContext start(
      Programme programme, FaultyConsumer faulty, String... more) {
    return new SpringApplicationBuilder(ConsumptionApplication.class)
        .initializers(faulty)
        .run(
            Stream.of(
                    Stream.of("--server.port=0", "--management.server.port=0"),
                    programme.arguments().stream(),
                    Stream.of(more).map(each -> "--" + each))
                .flatMap(each -> each)
                .toArray(String[]::new));
  }

  /** Waits until only this partition is held. */
  private static FlowStatus.Held awaitHeld(ConfigurableApplicationContext service) {
    AtomicReference<FlowStatus.Held> held = new AtomicReference<>();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              List<FlowStatus.Held> all =
                  status(service).stream().filter(each -> each.partition() == 0).toList();
              assertThat(all).hasSize(1);
              held.set(all.get(0));
            });
    assertThat(held.get().topic()).endsWith(TYPE);
    return held.get();
  }

  private static List<FlowStatus.Held> status(ConfigurableApplicationContext service) {
    return service.getBean(LoadService.class).status().held();
  }
}
