package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.localstack.proxy.SqsProxy;
import io.loyalty.localstack.proxy.SqsProxy.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that nothing is lost or overtaken when the service or the broker stops and comes back. */
@Tag("slow")
@ExtendWith(LocalStackExtension.class)
class OutagesIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @Test
  void aFifoQueueKeepsTheOrderOfEachGroup(LocalStack stack) {
    int groups = 5;
    int each = 20;
    try (Programme programme = Programme.onFifoQueue(stack).start()) {
      for (int number = 0; number < each; number++) {
        for (int group = 0; group < groups; group++) {
          programme.sendInGroup(
              "g" + group, SampleEvents.points(UUID.randomUUID().toString(), "m" + group, number));
        }
      }

      programme.account(groups * each, groups * each, 0);

      Map<String, List<Long>> byMember = new HashMap<>();
      for (Topics.Landed landed : programme.topics().events("points-collected")) {
        byMember
            .computeIfAbsent(landed.record().key(), key -> new ArrayList<>())
            .add((Long) landed.value().get("points"));
      }
      assertThat(byMember).hasSize(groups);
      assertThat(byMember.values())
          .allSatisfy(points -> assertThat(points).hasSize(each).isSorted());
    }
  }

  @Test
  void aRestartWithMessagesInWorkLosesNothing(LocalStack stack) {
    Set<String> sent = new HashSet<>();
    List<String> events =
        IntStream.range(0, 3_000)
            .mapToObj(
                number -> {
                  String id = UUID.randomUUID().toString();
                  sent.add(id);
                  return SampleEvents.points(id, "m" + number % 50, number);
                })
            .toList();
    AtomicInteger polls = new AtomicInteger();
    CountDownLatch stopping = new CountDownLatch(1);
    try (SqsProxy sqs = SqsProxy.to(stack.sqsEndpoint());
        Programme programme = Programme.onStandardQueue(stack)) {
      programme.sendAll(events);
      // This many messages are received, and none is deleted before the stop.
      sqs.rule(
          (action, body, server) ->
              switch (action) {
                case "ReceiveMessage" ->
                    polls.incrementAndGet() <= 100 ? server.pass(body) : new Reply(200, "{}");
                case "DeleteMessageBatch" -> {
                  hold(stopping);
                  yield server.pass(body);
                }
                default -> server.pass(body);
              });
      programme.start("--ingestion.queue.endpoint=" + sqs.endpoint());
      await().atMost(SOON).until(() -> programme.totals().messages().received() > 300);
      programme.whenItStops(stopping::countDown);
      Ledger.Totals first = programme.stop();
      assertThat(first.messages().inWork()).isZero();
      assertThat(first.messages().deleted()).isBetween(300L, 1_000L);
      assertThat(programme.messagesInQueue()).isEqualTo(3_000 - (int) first.messages().deleted());

      programme.start();
      await().atMost(SOON).untilAsserted(() -> assertThat(programme.messagesInQueue()).isZero());

      assertThat(redelivered(programme)).as("nothing was left invisible by the stop").isZero();
      Set<String> landed =
          programme.topics().events().stream()
              .map(Topics.Landed::eventId)
              .collect(Collectors.toSet());
      assertThat(landed).isEqualTo(sent);
      assertThat(programme.topics().events()).hasSize(3_000);
      assertThat(programme.topics().deadLetters()).isEmpty();
    }
  }

  @Test
  void withoutTheBrokerNothingMoreIsReceivedAndItResumesByItself(LocalStack stack) {
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      programme.send(SampleEvents.event("points-collected"));
      await().atMost(SOON).until(() -> programme.totals().messages().deleted() == 1);
      stack.stopBroker();
      List<String> events =
          IntStream.range(0, 500)
              .mapToObj(number -> SampleEvents.points(UUID.randomUUID().toString(), "m", number))
              .toList();
      try {
        programme.send(events.get(0));
        await()
            .atMost(SOON)
            .until(() -> programme.ingestion().status().state() == FlowState.HOLDING);
        long received = programme.totals().messages().received();
        programme.sendAll(events.subList(1, events.size()));
        // Polls that are waiting when the service holds still return messages: 4 polls of 10.
        await()
            .during(Duration.ofSeconds(1))
            .atMost(SOON)
            .until(() -> programme.totals().messages().received() <= received + 40);
      } finally {
        stack.startBroker();
      }
      programme.account(501, 501, 0);
      assertThat(redelivered(programme)).isZero();
      assertThat(programme.ingestion().status().state()).isEqualTo(FlowState.RUNNING);
    }
  }

  @Test
  void theStatusIsTheLedger(LocalStack stack) throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      programme.send(SampleEvents.event("offer-viewed"), "bad");
      programme.account(2, 1, 1);

      assertThat(get(programme, "/status"))
          .contains("\"state\":\"RUNNING\",\"reason\":null")
          .contains("\"messages\":{\"received\":2,\"deleted\":2,\"returned\":0,\"inWork\":0}")
          .contains(
              "{\"eventType\":\"offer-viewed\",\"received\":1,\"published\":1,\"deadLettered\":0,\"redelivered\":0")
          .contains(
              "{\"eventType\":\"unknown\",\"received\":1,\"published\":0,\"deadLettered\":1,\"redelivered\":0");
      assertThat(get(programme, "/actuator/health/readiness")).contains("\"UP\"");
      assertThat(get(programme, "/actuator/health/liveness")).contains("\"UP\"");
    }
  }

  private static void hold(CountDownLatch stopping) throws IOException {
    try {
      assertThat(stopping.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the test has ended", e);
    }
  }

  private static long redelivered(Programme programme) {
    return programme.totals().events().stream().mapToLong(Ledger.EventTotals::redelivered).sum();
  }

  private static String get(Programme programme, String path) throws Exception {
    int port = path.startsWith("/actuator") ? programme.managementPort() : programme.port();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
