package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests a topic that can't be written on a real broker: its records wait in order until it can. */
@Tag("slow")
@ExtendWith(LocalStackExtension.class)
class TopicFaultsIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Duration A_WHILE = Duration.ofSeconds(1);
  private static final String REFUSED = "offer-viewed";
  private static final String POINTS = "points-collected";

  /** Six events of the group that waits, one of which is refused, and twenty of the other. */
  private static final int IN_GROUPS = 26;

  /** The settings that a topic must have if it is created before the service starts. */
  private static final Map<String, String> KEPT =
      Map.of(
          "message.timestamp.type", "LogAppendTime",
          "retention.ms", "-1",
          "max.message.bytes", "4194304");

  private final LocalStack stack;

  TopicFaultsIT(LocalStack stack) {
    this.stack = stack;
  }

  @Test
  void withoutPermissionForATopicItsGroupsWait_othersGoOn_andAllOfItFollowsInOrder() {
    try (Programme programme = Programme.onFifoQueue(stack).start()) {
      Acls acls = forbidden(programme);
      sendToAGroupThatWaitsAndOneThatGoesOn(programme);
      assertThat(programme.state()).isEqualTo(FlowState.RUNNING);
      assertThat(programme.reason())
          .startsWith("topic %s.%s is held: ".formatted(programme.prefix(), REFUSED))
          .contains("TopicAuthorizationException");
      acls.allow();

      programme.account(IN_GROUPS, IN_GROUPS, 0);
      assertThat(redelivered(programme.totals())).isZero();
      everyEventIsThereOnce_eachGroupInOrder(programme);
    }
  }

  @Test
  void aGroupWhoseMessageFailedAtAStopComesAgainInOrder() {
    try (Programme programme = Programme.onFifoQueue(stack)) {
      programme.start("--ingestion.queue.visibility-timeout=6s");
      Acls acls = forbidden(programme);
      sendToAGroupThatWaitsAndOneThatGoesOn(programme);
      Ledger.Totals first = programme.stop();
      assertThat(first.messages().returned())
          .as("the failed one and those that waited for it")
          .isPositive();
      assertThat(first.messages().inWork()).isZero();
      assertThat(programme.messagesInQueue()).isEqualTo(5);
      acls.allow();

      programme.start();
      await().atMost(SOON).untilAsserted(() -> assertThat(programme.messagesInQueue()).isZero());
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(programme.totals().messages().inWork()).isZero());
      everyEventIsThereOnce_eachGroupInOrder(programme);
      assertThat(programme.messagesInDeadLetterQueue()).isZero();
    }
  }

  @Test
  void withoutALeaderNothingMoreIsReceived_andItResumesByItself() throws Exception {
    int broker = stack.startSecondBroker();
    try (Programme programme = Programme.onStandardQueue(stack)) {
      String topic = programme.prefix() + "." + POINTS;
      createTopic(new NewTopic(topic, Map.of(0, List.of(broker))).configs(KEPT));
      programme.start();
      programme.send(points(0, 1).get(0));
      await().atMost(SOON).until(() -> programme.totals().messages().deleted() == 1);
      stack.stopSecondBroker();
      try {
        holdsWithoutReceiving(programme, points(1, 200), topic);
      } finally {
        stack.startSecondBroker();
      }
      programme.account(201, 201, 0);
      assertThat(redelivered(programme.totals())).isZero();
      assertThat(programme.state()).isEqualTo(FlowState.RUNNING);
    } finally {
      stack.stopSecondBroker();
    }
  }

  /**
   * Stands for a broker that refuses a batch again and again, which the client retries for ever.
   * The time of a record may end while the broker already writes it: then it is there twice.
   */
  @Test
  void aRecordThatIsNotDeliveredInTimeIsSentAnewByAnotherProducer() throws Exception {
    int broker = stack.startSecondBroker();
    try (Programme programme = Programme.onStandardQueue(stack)) {
      String topic = programme.prefix() + "." + POINTS;
      createTopic(new NewTopic(topic, Map.of(0, List.of(broker))).configs(KEPT));
      programme.start(
          "--spring.kafka.producer.properties.request.timeout.ms=500",
          "--ingestion.topic.delivery-timeout=1s");
      stack.stopSecondBroker();
      try {
        programme.sendAll(points(0, 20));
        await()
            .atMost(SOON)
            .untilAsserted(
                () -> assertThat(programme.reason()).contains(topic, "TimeoutException"));
      } finally {
        stack.startSecondBroker();
      }
      programme.counted(20, 20, 0);
      List<Topics.Landed> landed = programme.topics().events();
      assertThat(landed.stream().map(each -> (Long) each.value().get("points")).distinct())
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 20).boxed().toList());
      assertThat(landed.stream().map(Topics.Landed::eventId).distinct()).hasSize(20);
      assertThat(programme.topics().deadLetters()).isEmpty();
      assertThat(redelivered(programme.totals())).isZero();
      await().atMost(SOON).until(() -> programme.state() == FlowState.RUNNING);
    } finally {
      stack.stopSecondBroker();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "retention.ms, 604800000, -1",
    "retention.bytes, 1073741824, -1",
    "cleanup.policy, compact, delete",
    "message.timestamp.type, CreateTime, LogAppendTime",
    "max.message.bytes, 1000000, 4194304",
    "unclean.leader.election.enable, true, false",
  })
  void aTopicThatCannotBeReplayedStopsTheStart_unlessThatIsAllowed(
      String setting, String value, String wanted) throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      String topic = programme.prefix() + "." + POINTS;
      Map<String, String> settings = new HashMap<>(KEPT);
      settings.put(setting, value);
      createTopic(new NewTopic(topic, Optional.of(3), Optional.empty()).configs(settings));
      programme.send(points(0, 1).get(0));

      assertThatThrownBy(programme::start)
          .hasMessageContaining(
              "%s of topic %s is %s and must be %s".formatted(setting, topic, value, wanted))
          .hasMessageContaining("ingestion.topic.promise.allowed=%s:%s".formatted(topic, setting));
      assertThat(programme.messagesInQueue()).isEqualTo(1);

      // A compacted topic accepts only records with a key, as all records here are.
      programme.start("--ingestion.topic.promise.allowed=" + topic + ":" + setting);
      programme.account(1, 1, 0);
      await().atMost(SOON).until(() -> deviations(programme, topic) == 1);
    }
  }

  @Test
  void aTopicWithTooFewCopiesStopsTheStart() throws Exception {
    int second = stack.startSecondBroker();
    try (Programme programme = Programme.onStandardQueue(stack)) {
      String topic = programme.prefix() + "." + POINTS;
      createTopic(new NewTopic(topic, Map.of(0, List.of(second))).configs(KEPT));

      assertThatThrownBy(
              () ->
                  programme.start(
                      "--ingestion.topic.replication-factor=2",
                      "--ingestion.topic.min-insync-replicas=1"))
          .hasMessageContaining(
              "replication.factor of topic %s is 1 and must be 2 or more".formatted(topic));
    } finally {
      stack.stopSecondBroker();
    }
  }

  @Test
  void aTopicThatIsChangedWhileTheServiceRunsIsAMetric_andStopsNothing() throws Exception {
    try (Programme programme =
        Programme.onStandardQueue(stack).start("--ingestion.topic.promise.interval=1s")) {
      String topic = programme.prefix() + "." + POINTS;
      assertThat(deviations(programme, topic)).isZero();

      alter(topic, "604800000");
      await().atMost(SOON).until(() -> deviations(programme, topic) == 1);
      programme.send(points(0, 1).get(0));
      programme.account(1, 1, 0);

      alter(topic, "-1");
      await().atMost(SOON).until(() -> deviations(programme, topic) == 0);
    }
  }

  private void alter(String topic, String retention) throws Exception {
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("retention.ms", retention), AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static double deviations(Programme programme, String topic) {
    return programme.meters().get("ingestion.topic.deviations").tag("topic", topic).gauge().value();
  }

  @Test
  void withoutTheTopicNothingMoreIsReceived_andItResumesWhenItIsMadeAgain() throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.start();
      programme.send(points(0, 1).get(0));
      await().atMost(SOON).until(() -> programme.totals().messages().deleted() == 1);
      String topic = programme.prefix() + "." + POINTS;
      delete(topic);
      holdsWithoutReceiving(programme, points(1, 200), topic);
      createTopic(new NewTopic(topic, Optional.of(3), Optional.empty()));

      await().atMost(SOON).until(() -> programme.totals().messages().deleted() == 201);
      assertThat(programme.topics().events(POINTS)).as("one went with its topic").hasSize(200);
      assertThat(redelivered(programme.totals())).isZero();
      assertThat(programme.messagesInQueue()).isZero();
    }
  }

  @Test
  void aStopWithoutTheTopicGivesBackWhatIsInWork_opened_orNot() throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.start(
          "--ingestion.queue.visibility-timeout=6s", "--ingestion.flow.grace-period=3s");
      String topic = programme.prefix() + "." + POINTS;
      delete(topic);
      holdsWithoutReceiving(programme, points(0, 50), topic);

      Ledger.Totals first =
          assertTimeoutPreemptively(SOON, programme::stop, "a stop that gives up what is in work");
      assertThat(first.messages().deleted()).isZero();
      assertThat(first.messages().returned()).isEqualTo(first.messages().received()).isPositive();

      programme.start();
      await().atMost(SOON).untilAsserted(() -> assertThat(programme.messagesInQueue()).isZero());
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(programme.totals().messages().inWork()).isZero());
      assertThat(programme.topics().events(POINTS)).hasSize(50);
    }
  }

  private Acls forbidden(Programme programme) {
    return Acls.forbidWriting(stack.bootstrapServers(), programme.prefix() + "." + REFUSED);
  }

  /**
   * Publishes one event of the first group; five wait: the one that is refused, and those after it.
   */
  private void sendToAGroupThatWaitsAndOneThatGoesOn(Programme programme) {
    sendPoints(programme, "waits", 0);
    programme.sendInGroup("waits", SampleEvents.event(REFUSED));
    for (int number = 1; number < 5; number++) {
      sendPoints(programme, "waits", number);
    }
    for (int number = 0; number < 20; number++) {
      sendPoints(programme, "goes-on", number);
    }
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(pointsOf(programme, "goes-on")).hasSize(20));
    assertThat(pointsOf(programme, "waits")).containsExactly(0L);
    assertThat(programme.topics().events(REFUSED)).isEmpty();
    // Until then some that went on are not deleted yet, and the refused one may not be received.
    await().atMost(SOON).untilAsserted(() -> assertThat(programme.messagesInQueue()).isEqualTo(5));
    await()
        .atMost(SOON)
        .until(() -> String.valueOf(programme.reason()).contains("TopicAuthorizationException"));
    assertThat(programme.totals().messages().inWork()).isBetween(1L, 5L);
  }

  private void sendPoints(Programme programme, String group, int number) {
    programme.sendInGroup(group, SampleEvents.points(UUID.randomUUID().toString(), group, number));
  }

  private void everyEventIsThereOnce_eachGroupInOrder(Programme programme) {
    assertThat(pointsOf(programme, "waits")).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(pointsOf(programme, "goes-on")).hasSize(20).isSorted();
    assertThat(programme.topics().events(REFUSED)).hasSize(1);
    assertThat(programme.topics().deadLetters()).isEmpty();
  }

  private static List<Long> pointsOf(Programme programme, String member) {
    return programme.topics().events(POINTS).stream()
        .filter(landed -> landed.record().key().equals(member))
        .map(landed -> (Long) landed.value().get("points"))
        .toList();
  }

  /**
   * Sends one event, waits until the service holds, sends the others, and checks that they stay in
   * the queue.
   */
  private static void holdsWithoutReceiving(
      Programme programme, List<String> events, String topic) {
    programme.send(events.get(0));
    await().atMost(SOON).until(() -> programme.state() == FlowState.HOLDING);
    assertThat(programme.reason())
        .isEqualTo(
            "Kafka has not acknowledged a record of topic %s for longer than 1000 ms", topic);
    long received = programme.totals().messages().received();
    programme.sendAll(events.subList(1, events.size()));
    // A poll that is waiting when the service holds still returns messages.
    await()
        .during(A_WHILE)
        .atMost(SOON)
        .until(() -> programme.totals().messages().received() <= received + 10);
  }

  private static List<String> points(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(n -> SampleEvents.points(UUID.randomUUID().toString(), "m", n))
        .toList();
  }

  /** Returns when the broker has no log of the topic, which is after it has acknowledged. */
  private void delete(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      int broker = admin.describeCluster().nodes().get().iterator().next().id();
      await("no log of %s is left".formatted(topic))
          .atMost(SOON)
          .until(
              () ->
                  admin
                      .describeLogDirs(List.of(broker))
                      .allDescriptions()
                      .get()
                      .get(broker)
                      .values()
                      .stream()
                      .flatMap(directory -> directory.replicaInfos().keySet().stream())
                      .noneMatch(partition -> partition.topic().equals(topic)));
    }
  }

  private void createTopic(NewTopic topic) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
  }

  private static long redelivered(Ledger.Totals totals) {
    return totals.events().stream().mapToLong(Ledger.EventTotals::redelivered).sum();
  }
}
