package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.FaultyConsumer.Step;
import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.consumption.flow.FlowStatus;
import io.loyalty.consumption.flow.HoldCode;
import io.loyalty.consumption.flow.LoadService;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.RegistryProxy;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What nobody foresaw about one record stops its partition, and nothing else. */
@ExtendWith({LocalStackExtension.class, OutputCaptureExtension.class})
class UnexpectedFaultIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String TYPE = "coupon-redeemed";

  private final LocalStack stack;

  UnexpectedFaultIT(LocalStack stack) {
    this.stack = stack;
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void holdsThePartitionOfTheRecord_andLoadsTheOthers(Step step, CapturedOutput log) {
    try (Programme programme =
        new Programme(stack, "unexpected_" + step.name().toLowerCase(Locale.ROOT)).withTopics(2)) {
      Warehouse warehouse = programme.warehouse();
      FaultyConsumer faulty = new FaultyConsumer(new TopicPartition(programme.topic(TYPE), 0), 1);
      faulty.fail(step);
      try (ConfigurableApplicationContext service = start(programme, faulty)) {
        sendCoupons(programme);
        programme.sendAll(Event.points(50));

        FlowStatus.Held held = awaitHeld(service);

        assertThat(held.code())
            .isEqualTo(step == Step.POLL ? HoldCode.UNREADABLE_RECORD : HoldCode.UNEXPECTED_FAULT);
        assertThat(held.needsDecision()).isFalse();
        assertThat(warehouse.awaitRecords("points-collected", 50))
            .isEqualTo(new Account(50, 50, 0, 0, 0));
        if (step != Step.WRITE) {
          await()
              .atMost(LONG)
              .until(() -> warehouse.count("bi.coupon_redeemed WHERE kafka_partition = 1") == 1);
        }
        assertThat(warehouse.count("pipeline.dead_letter")).isZero();
        assertThat(log.getAll())
            .contains("is held: " + held.reason())
            .doesNotContain(FaultyConsumer.SECRET);

        faulty.heal();

        assertThat(warehouse.awaitRecords(TYPE, 4)).isEqualTo(new Account(4, 4, 0, 0, 0));
        await().atMost(LONG).until(() -> status(service).isEmpty());
        warehouse.assertRowsAreAccountedFor(TYPE);
        warehouse.assertRowsAreAccountedFor("points-collected");
        programme.assertNothingIsUnaccountedFor(service);
      }
    }
  }

  @Test
  void somebodyMayDecideToPassTheRecord() {
    try (Programme programme = new Programme(stack, "unexpected_passed").withTopics(2)) {
      Warehouse warehouse = programme.warehouse();
      FaultyConsumer faulty = new FaultyConsumer(new TopicPartition(programme.topic(TYPE), 0), 1);
      faulty.fail(Step.DECODE);
      try (ConfigurableApplicationContext service = start(programme, faulty)) {
        sendCoupons(programme);
        awaitHeld(service);
        await().atMost(LONG).until(() -> warehouse.account(TYPE).records() == 2);

        HttpResponse<String> decided =
            new Api(service, Api.TOKEN)
                .post("/holds/%s/0/resume?from=2".formatted(programme.topic(TYPE)), "");

        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        assertThat(warehouse.awaitRecords(TYPE, 3)).isEqualTo(new Account(3, 3, 0, 0, 0));
        await().atMost(LONG).until(() -> status(service).isEmpty());
        assertThat(
                warehouse.count(
                    "pipeline.load_decision WHERE code = 'UNEXPECTED_FAULT' AND given_up_from = 1"
                        + " AND next_offset = 2"))
            .isEqualTo(1);
        faulty.heal();
        programme.assertNothingIsUnaccountedFor(service);
      }
    }
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

  /** Three on partition 0, of which the one in the middle is the faulty one, and one beside. */
  private static void sendCoupons(Programme programme) {
    for (String code : List.of("before", "faulty", "after")) {
      programme.send(Event.coupon(UUID.randomUUID(), code).on(0));
    }
    programme.send(Event.coupon(UUID.randomUUID(), "beside").on(1));
  }

  private static ConfigurableApplicationContext start(
      Programme programme, FaultyConsumer faulty, String... more) {
    return new SpringApplicationBuilder(ConsumptionApplication.class)
        .initializers(faulty)
        .run(
            Stream.of(
                    Stream.of("--server.port=0", "--management.server.port=0"),
                    programme.arguments().stream(),
                    Stream.of(more))
                .flatMap(each -> each)
                .toArray(String[]::new));
  }

  /** Waits until the one partition is held, and no other. */
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
