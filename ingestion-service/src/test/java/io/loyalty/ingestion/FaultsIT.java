package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.localstack.proxy.SqsProxy;
import io.loyalty.localstack.proxy.SqsProxy.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests faults of SQS, Kafka, the registry and senders: every event is accounted for by its id, and
 * events with the same key keep their order.
 */
@Tag("slow")
@ExtendWith(LocalStackExtension.class)
class FaultsIT {
  private static final Logger log = LoggerFactory.getLogger(FaultsIT.class);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int KEYS = 25;

  private final LocalStack stack;
  private final Map<String, String> sent = new LinkedHashMap<>();

  FaultsIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void forget() {
    sent.clear();
  }

  @Test
  void errorsAndThrottlingOfSqsLoseNothing() {
    AtomicInteger number = new AtomicInteger();
    try (SqsProxy proxy = SqsProxy.to(stack.sqsEndpoint());
        Programme programme = Programme.onFifoQueue(stack)) {
      proxy.rule(
          (action, body, sqs) ->
              switch (number.incrementAndGet() % 9) {
                case 1 -> Reply.refusal(503, "ServiceUnavailable");
                case 4 -> Reply.refusal(400, "RequestThrottled");
                case 7 -> Reply.refusal(500, "InternalError");
                default -> sqs.pass(body);
              });
      programme.start("--ingestion.queue.endpoint=" + proxy.endpoint());
      sendInGroups(programme, 400);

      everyEventIsOnceOnItsTopic(programme);
      eachKeyIsInOrder(programme);
      assertThat(number.get()).as("requests").isGreaterThan(50);
    }
  }

  @Test
  void anAnswerOfSqsThatIsLostLosesNothing() {
    AtomicInteger number = new AtomicInteger();
    try (SqsProxy proxy = SqsProxy.to(stack.sqsEndpoint());
        Programme programme = Programme.onStandardQueue(stack)) {
      proxy.rule(
          (action, body, sqs) -> {
            Reply reply = sqs.pass(body);
            boolean isLost = action.startsWith("Delete") && number.incrementAndGet() % 3 == 0;
            return isLost ? Reply.refusal(500, "InternalError") : reply;
          });
      programme.start("--ingestion.queue.endpoint=" + proxy.endpoint());
      programme.sendAll(points(500));

      everyEventIsOnTheTopic(programme);
    }
  }

  @Test
  void halfOfEveryBatchOfDeletesFails() {
    try (SqsProxy proxy = SqsProxy.to(stack.sqsEndpoint());
        Programme programme = Programme.onStandardQueue(stack)) {
      proxy.rule(
          (action, body, sqs) ->
              action.equals("DeleteMessageBatch") ? halfFails(body, sqs) : sqs.pass(body));
      programme.start("--ingestion.queue.endpoint=" + proxy.endpoint());
      programme.sendAll(points(300));

      programme.account(300, 300, 0);
      everyEventIsOnceOnItsTopic(programme);
    }
  }

  @Test
  void withoutTheBrokerForThreeVisibilityTimeoutsNothingGoesToTheQueuesOwnDeadLetters() {
    try (Programme programme = Programme.onFifoQueue(stack)) {
      programme.allowReceives(3);
      programme.start("--ingestion.queue.visibility-timeout=15s", "--ingestion.queue.wait-time=1s");
      sendInGroups(programme, 100);
      everyEventIsOnceOnItsTopic(programme);
      stack.stopBroker();
      try {
        sendInGroups(programme, 300);
        await()
            .atMost(LONG)
            .until(() -> programme.ingestion().status().state() == FlowState.HOLDING);
        await()
            .during(Duration.ofSeconds(46))
            .atMost(LONG)
            .until(() -> programme.ingestion().status().state() == FlowState.HOLDING);
      } finally {
        stack.startBroker();
      }

      everyEventIsOnceOnItsTopic(programme);
      eachKeyIsInOrder(programme);
      assertThat(programme.messagesInDeadLetterQueue()).isZero();
      assertThat(programme.totals().messages().returned()).isZero();
    }
  }

  @Test
  void aSlowBrokerSlowsReceivingAndLosesNothing() {
    try (Programme programme = Programme.onFifoQueue(stack);
        Quota quota = new Quota(stack, 20_000)) {
      programme.start("--spring.kafka.client-id=" + quota.client());
      sendInGroups(programme, 400);

      everyEventIsOnceOnItsTopic(programme);
      eachKeyIsInOrder(programme);
    }
  }

  @Test
  void theRegistryIsNotNeededWhileTheServiceRuns() {
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      stack.stopRegistry();
      try {
        programme.sendAll(points(100));
        programme.send("no event");
        await()
            .atMost(LONG)
            .untilAsserted(
                () -> assertThat(programme.totals().messages().deleted()).isEqualTo(101));
        assertThat(programme.ingestion().status().state()).isEqualTo(FlowState.RUNNING);
      } finally {
        stack.startRegistry();
      }
      programme.account(101, 100, 1);
    }
  }

  @Test
  void anUnexpectedFaultWhilePublishingOneEventIsItsDeadLetter_andTheOthersGoOn() {
    try (Programme programme =
        Programme.onStandardQueue(stack)
            .start(
                "--spring.kafka.producer.properties.partitioner.class="
                    + FaultyPartitioner.class.getName())) {
      programme.sendAll(points(100));

      // One event in 25 has the faulty key.
      programme.account(100, 96, 4);
      assertThat(programme.topics().deadLetters()).hasSize(4);
      assertThat(programme.totals().messages().inWork()).isZero();
    }
  }

  /** Throws an unexpected exception for the records of one key. */
  public static final class FaultyPartitioner implements Partitioner {
    @Override
    public int partition(
        String topic, Object key, byte[] keyBytes, Object value, byte[] bytes, Cluster cluster) {
      if ("m7".equals(new String(keyBytes, StandardCharsets.UTF_8))) {
        throw new UnsupportedOperationException("nobody thought of this");
      }
      return 0;
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
  }

  @Test
  void anInvalidMessageOfOneMebibyteIsADeadLetter() {
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      programme.send("{\"specversion\":\"1.0\",\"long\":\"" + "x".repeat(1_048_000) + "\"}");

      programme.account(1, 0, 1);

      assertThat(programme.topics().deadLetters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.record().value().length).isGreaterThan(1_048_000));
    }
  }

  /** Is set by {@code -Dfaults.messages=100000} to the full number. */
  @Test
  void aFloodOfInvalidMessagesIsAccountedFor_andTheValidOnesArriveInOrder() {
    int messages = Integer.getInteger("faults.messages", 3_000);
    Random random = new Random(7);
    try (Programme programme = Programme.onStandardQueue(stack)) {
      List<String> bodies = new ArrayList<>();
      int invalid = 0;
      for (int number = 0; number < messages; number++) {
        if (random.nextInt(10) < 3) {
          invalid++;
          bodies.add("{\"number\":%d}".formatted(number));
        } else {
          bodies.add(points(1).get(0));
        }
      }
      programme.sendAll(bodies);
      programme.start("--ingestion.queue.polls=1");

      long began = System.nanoTime();
      await()
          .atMost(LONG.plusMillis(messages))
          .until(() -> programme.totals().messages().deleted() == messages);
      log.info(
          "{} messages, {} of them invalid, were accounted for in {} ms.",
          messages,
          invalid,
          (System.nanoTime() - began) / 1_000_000);
      programme.account(messages, messages - invalid, invalid);

      everyEventIsOnceOnItsTopic(programme);
      eachKeyIsInOrder(programme);
    }
  }

  private void sendInGroups(Programme programme, int count) {
    for (int i = 0; i < count; i++) {
      String key = "m" + sent.size() % KEYS;
      programme.sendInGroup(key, points(1).get(0));
    }
  }

  private List<String> points(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              String id = UUID.randomUUID().toString();
              int number = sent.size();
              String key = "m" + number % KEYS;
              sent.put(id, key);
              return SampleEvents.points(id, key, number);
            })
        .toList();
  }

  private void everyEventIsOnTheTopic(Programme programme) {
    await().atMost(LONG).untilAsserted(() -> assertThat(programme.messagesInQueue()).isZero());
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(programme.totals().messages().inWork()).isZero());
    Set<String> landed =
        programme.topics().events("points-collected").stream()
            .map(Topics.Landed::eventId)
            .collect(Collectors.toSet());
    assertThat(landed).isEqualTo(sent.keySet());
  }

  private void everyEventIsOnceOnItsTopic(Programme programme) {
    everyEventIsOnTheTopic(programme);
    assertThat(programme.topics().events("points-collected")).hasSameSizeAs(sent.keySet());
  }

  /** Returns the first record of each event, by key, in the order in which the events were sent. */
  private static void eachKeyIsInOrder(Programme programme) {
    Map<String, List<Long>> byKey = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (Topics.Landed landed : programme.topics().events("points-collected")) {
      if (seen.add(landed.eventId())) {
        byKey
            .computeIfAbsent(landed.record().key(), key -> new ArrayList<>())
            .add((Long) landed.value().get("points"));
      }
    }
    assertThat(byKey).hasSize(KEYS);
    assertThat(byKey.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
  }

  private static Reply halfFails(String body, SqsProxy.Server sqs) throws IOException {
    JsonMapper json = JsonMapper.shared();
    ObjectNode request = (ObjectNode) json.readTree(body);
    ArrayNode entries = (ArrayNode) request.get("Entries");
    ArrayNode passed = json.createArrayNode();
    ArrayNode refused = json.createArrayNode();
    for (JsonNode entry : entries) {
      if (refused.size() < entries.size() / 2) {
        refused
            .addObject()
            .put("Id", entry.get("Id").asString())
            .put("Code", "InternalError")
            .put("SenderFault", false);
      } else {
        passed.add(entry);
      }
    }
    request.set("Entries", passed);
    Reply reply = sqs.pass(request.toString());
    ObjectNode answer = (ObjectNode) json.readTree(reply.body());
    answer.set("Failed", refused);
    return new Reply(reply.status(), answer.toString());
  }

  /** Limits the bytes that a client can write in a second, like a broker that can't keep up. */
  private record Quota(Admin admin, ClientQuotaEntity entity, String client)
      implements AutoCloseable {
    Quota(LocalStack stack, double bytesPerSecond) {
      this(
          Admin.create(
              Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers())),
          new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "slow-ingestion")),
          "slow-ingestion");
      alter(bytesPerSecond);
    }

    private void alter(Double bytesPerSecond) {
      admin
          .alterClientQuotas(
              List.of(
                  new ClientQuotaAlteration(
                      entity,
                      List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)))))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }

    @Override
    public void close() {
      alter(null);
      admin.close();
    }
  }
}
