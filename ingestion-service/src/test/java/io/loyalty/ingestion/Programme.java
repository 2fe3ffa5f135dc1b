package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.FlowStatus;
import io.loyalty.ingestion.flow.Ingestion;
import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.ingestion.history.HistoryRun;
import io.loyalty.localstack.LocalStack;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Gives a test its own loyalty programme, with a queue, topics and the service. */
final class Programme implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LocalStack stack;
  private final URI queue;
  private final SqsClient sqs;
  private final Topics topics;
  private final String prefix = "it-" + UUID.randomUUID().toString().substring(0, 8);
  private volatile ConfigurableApplicationContext service;
  private volatile long startedAt;

  private Programme(LocalStack stack, String suffix) {
    this.stack = stack;
    this.queue = stack.createQueue(prefix + suffix);
    this.topics = new Topics(stack, prefix);
    this.sqs =
        SqsClient.builder()
            .endpointOverride(stack.sqsEndpoint())
            .region(Region.EU_CENTRAL_1)
            .build();
  }

  static Programme onStandardQueue(LocalStack stack) {
    return new Programme(stack, "");
  }

  static Programme onFifoQueue(LocalStack stack) {
    return new Programme(stack, ".fifo");
  }

  URI queue() {
    return queue;
  }

  String prefix() {
    return prefix;
  }

  Topics topics() {
    return topics;
  }

  /** Starts the service like its main method, on this programme's queue and topics. */
  Programme start(String... more) {
    new SpringApplicationBuilder(IngestionApplication.class)
        // The service must be known before it runs, because a start may wait.
        .listeners(
            (ApplicationListener<ApplicationStartedEvent>)
                event -> {
                  startedAt = System.nanoTime();
                  service = event.getApplicationContext();
                })
        .run(arguments(more).toArray(String[]::new));
    return this;
  }

  /** Returns the arguments of the service; the given ones replace the usual ones. */
  List<String> arguments(String... more) {
    Map<String, String> arguments = new LinkedHashMap<>();
    Stream.concat(usualArguments(), Stream.of(more))
        .map(argument -> argument.split("=", 2))
        .forEach(argument -> arguments.put(argument[0], argument[1]));
    return arguments.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private Stream<String> usualArguments() {
    return Stream.of(
        "--server.port=0",
        "--management.server.port=0",
        "--ingestion.api.tokens=" + Api.TOKENS,
        "--ingestion.api.anonymous-reading=true",
        "--ingestion.queue.url=" + queue,
        "--ingestion.queue.endpoint=" + stack.sqsEndpoint(),
        "--ingestion.queue.region=eu-central-1",
        "--ingestion.queue.wait-time=1s",
        "--ingestion.topic.prefix=" + prefix,
        "--ingestion.topic.replication-factor=1",
        "--ingestion.topic.min-insync-replicas=1",
        "--ingestion.registry.url=" + stack.registryUrl(),
        "--spring.kafka.bootstrap-servers=" + stack.bootstrapServers());
  }

  /** Returns how long ago the service was ready to read, before it read anything. */
  Duration sinceItStarted() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** Runs an action when the service is told to stop, before any part of it stops. */
  void whenItStops(Runnable action) {
    service.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> action.run());
  }

  /** Stops the service in order; returns its ledger, which balances. */
  Ledger.Totals stop() {
    Ledger ledger = service.getBean(Ledger.class);
    service.close();
    service = null;
    Ledger.Totals totals = ledger.totals();
    balances(totals);
    return totals;
  }

  /** Checks the equations of the ledger at rest; events in work belong to messages in work. */
  private static void balances(Ledger.Totals totals) {
    Ledger.MessageTotals messages = totals.messages();
    assertThat(messages.received())
        .as("messages: received = deleted + returned + in work: %s", messages)
        .isEqualTo(messages.deleted() + messages.returned() + messages.inWork());
    assertThat(totals.events())
        .allSatisfy(
            type -> {
              long open =
                  type.received() - type.published() - type.deadLettered() - type.returned();
              assertThat(open)
                  .as("events: received = published + dead-lettered + returned + in work: %s", type)
                  .isBetween(0L, messages.inWork() == 0 ? 0 : Long.MAX_VALUE);
            });
  }

  int port() {
    return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  int managementPort() {
    return service.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  /** Returns null while there is no service yet. */
  FlowState state() {
    return status().map(FlowStatus::state).orElse(null);
  }

  /** Returns null if there is none. */
  String reason() {
    return status().map(FlowStatus::reason).orElse(null);
  }

  private Optional<FlowStatus> status() {
    return service == null ? Optional.empty() : Optional.of(ingestion().status());
  }

  Ingestion ingestion() {
    return service.getBean(Ingestion.class);
  }

  /** Returns the run of a service that reads files. */
  HistoryRun historyRun() {
    return service.getBean(HistoryRun.class);
  }

  Ledger.Totals totals() {
    return service.getBean(Ledger.class).totals();
  }

  <T> T bean(String name, Class<T> type) {
    return service.getBean(name, type);
  }

  MeterRegistry meters() {
    return service.getBean(MeterRegistry.class);
  }

  /** Receives messages of the queue and leaves them, like a service that is killed at once. */
  void receiveAndLeave() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !sqs.receiveMessage(
                        m ->
                            m.queueUrl(queue.toString())
                                .maxNumberOfMessages(10)
                                .visibilityTimeout(0))
                    .messages()
                    .isEmpty());
  }

  void send(String... bodies) {
    Stream.of(bodies)
        .forEach(body -> sqs.sendMessage(m -> m.queueUrl(queue.toString()).messageBody(body)));
  }

  void sendTraced(String body, String traceparent) {
    sqs.sendMessage(
        m ->
            m.queueUrl(queue.toString())
                .messageBody(body)
                .messageAttributes(
                    Map.of(
                        "traceparent",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(traceparent)
                            .build())));
  }

  void sendAll(List<String> bodies) {
    for (int from = 0; from < bodies.size(); from += 10) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (String body : bodies.subList(from, Math.min(from + 10, bodies.size()))) {
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id(String.valueOf(entries.size()))
                .messageBody(body)
                .build());
      }
      var answer = sqs.sendMessageBatch(m -> m.queueUrl(queue.toString()).entries(entries));
      assertThat(answer.failed()).isEmpty();
    }
  }

  void sendInGroup(String group, String body) {
    sqs.sendMessage(
        m ->
            m.queueUrl(queue.toString())
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(UUID.randomUUID().toString()));
  }

  /** Sets after how many receives a message goes to the queue's own dead-letter queue. */
  void allowReceives(int receives) {
    String policy =
        sqs.getQueueAttributes(
                m -> m.queueUrl(queue.toString()).attributeNames(QueueAttributeName.REDRIVE_POLICY))
            .attributes()
            .get(QueueAttributeName.REDRIVE_POLICY);
    String tight = policy.replaceFirst("(\"maxReceiveCount\"\\s*:\\s*\"?)\\d+", "$1" + receives);
    assertThat(tight).isNotEqualTo(policy);
    sqs.setQueueAttributes(
        m ->
            m.queueUrl(queue.toString())
                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, tight)));
  }

  /** Returns the number of messages in the queue's dead-letter queue. */
  int messagesInDeadLetterQueue() {
    return messages(queue.toString().replaceFirst("(\\.fifo)?$", "-dlq$1"));
  }

  /** Returns the number of messages in the queue, visible or not. */
  int messagesInQueue() {
    return messages(queue.toString());
  }

  private int messages(String url) {
    var attributes =
        sqs.getQueueAttributes(
                m ->
                    m.queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes();
    return attributes.values().stream().mapToInt(Integer::parseInt).sum();
  }

  /**
   * Waits for the account of one run of the service: the queue is empty, this number of events was
   * received, and each is a record on its topic or a dead letter.
   */
  Ledger.Totals account(int messages, int published, int deadLettered) {
    Ledger.Totals totals = counted(messages, published, deadLettered);
    assertThat(topics.events()).hasSize(published);
    assertThat(topics.deadLetters()).hasSize(deadLettered);
    return totals;
  }

  /**
   * Waits like {@link #account}, but only for what the service counts: records may be on their
   * topic more than once.
   */
  Ledger.Totals counted(int messages, int published, int deadLettered) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(messagesInQueue()).isZero());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(totals().messages())
                    .isEqualTo(new Ledger.MessageTotals(messages, messages, 0, 0)));
    Ledger.Totals totals = totals();
    assertThat(totals.events().stream().mapToLong(Ledger.EventTotals::received).sum())
        .isEqualTo(published + deadLettered);
    assertThat(totals.events().stream().mapToLong(Ledger.EventTotals::published).sum())
        .isEqualTo(published);
    assertThat(totals.events().stream().mapToLong(Ledger.EventTotals::deadLettered).sum())
        .isEqualTo(deadLettered);
    return totals;
  }

  /** Stops the service, and checks the equations of its ledger. */
  @Override
  public void close() {
    if (service != null && service.isActive()) {
      stop();
    }
    sqs.close();
  }
}
