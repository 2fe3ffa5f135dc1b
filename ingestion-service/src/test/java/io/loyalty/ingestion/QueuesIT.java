package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests several queues at once, and messages that are delivered again and again. */
@ExtendWith(LocalStackExtension.class)
class QueuesIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @Test
  void readsSeveralQueues_eachWithItsOwnReceipts(LocalStack stack) {
    try (Programme standard = Programme.onStandardQueue(stack);
        Programme fifo = Programme.onFifoQueue(stack)) {
      standard.start("--ingestion.queue.url=" + standard.queue() + "," + fifo.queue());
      standard.sendAll(points(200));
      for (String event : points(30)) {
        fifo.sendInGroup("g", event);
      }

      standard.account(230, 230, 0);

      assertThat(fifo.messagesInQueue()).isZero();
    }
  }

  @Test
  void aMessageThatCameTooOftenIsADeadLetterUnopened(LocalStack stack) {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.send(SampleEvents.event("offer-viewed"));
      programme.receiveAndLeave();
      programme.start("--ingestion.queue.max-receives=1");

      programme.account(1, 0, 1);

      assertThat(programme.topics().deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.value().get("reason")).hasToString("received-too-often");
                assertThat(letter.value().get("originalKind")).hasToString("MESSAGE");
              });
    }
  }

  @Test
  void showsHowDeepTheQueueAndItsDeadLetterQueueAre(LocalStack stack) {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.start("--ingestion.queue.depth-interval=1s");
      MeterRegistry meters = programme.meters();

      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(gauge(meters, "messages.waiting")).isZero();
                assertThat(gauge(meters, "dead.letter.queue.messages")).isZero();
              });
      assertThat(gauge(meters, "polls.wanted")).isEqualTo(1);
      assertThat(Api.json(new Api(programme.port(), Api.TOKEN).get("/status")).get("queues"))
          .hasToString(
              """
              [{"queue":"%s","waiting":0,"inFlight":0,"oldestSeconds":0.0,"deadLetterQueue":0}]"""
                  .formatted(name(programme.queue())));
      programme.account(0, 0, 0);
    }
  }

  @Test
  void aFloodOfRefusalsIsKept_andBecomesDeadLettersWhenReleased(LocalStack stack) {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.sendAll(IntStream.range(0, 60).mapToObj(n -> "{\"n\":" + n + "}").toList());
      programme.start("--ingestion.flow.breaker-share=0.5", "--ingestion.flow.breaker-events=20");

      awaitRefusalsToBeKept(programme);
      assertThat(programme.state()).isEqualTo(FlowState.HOLDING);
      assertThat(programme.ingestion().keptRefusals().orElse(0)).isPositive();
      assertThat(deadLettered(programme)).isLessThan(60);

      await()
          .atMost(SOON)
          .until(
              () -> {
                programme.ingestion().releaseRefused();
                return deadLettered(programme) == 60;
              });
      assertThat(programme.ingestion().keptRefusals()).isEmpty();
      programme.account(60, 0, 60);
    }
  }

  @Test
  void whatIsKeptIsGivenBackAtTheEnd(LocalStack stack) {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.sendAll(
          Stream.concat(
                  points(10).stream(), IntStream.range(0, 40).mapToObj(n -> "{\"n\":" + n + "}"))
              .toList());
      programme.start(
          "--ingestion.flow.breaker-share=0.5",
          "--ingestion.flow.breaker-events=20",
          "--ingestion.queue.visibility-timeout=6s");
      awaitRefusalsToBeKept(programme);
      Ledger.Totals first = programme.stop();
      assertThat(first.messages().inWork()).isZero();
      assertThat(first.messages().returned()).isPositive();

      programme.start();
      await().atMost(SOON).untilAsserted(() -> assertThat(programme.messagesInQueue()).isZero());

      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(programme.topics().deadLetters()).hasSize(40));
      assertThat(programme.topics().events()).hasSize(10);
    }
  }

  private static List<String> points(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> SampleEvents.points(UUID.randomUUID().toString(), "m" + n % 7, n))
        .toList();
  }

  private static String name(URI queue) {
    return queue.getPath().substring(queue.getPath().lastIndexOf('/') + 1);
  }

  private static double gauge(MeterRegistry meters, String name) {
    return meters.get("ingestion.queue." + name).gauge().value();
  }

  private static long deadLettered(Programme programme) {
    return programme.totals().events().stream().mapToLong(Ledger.EventTotals::deadLettered).sum();
  }

  /** Waits for the breaker: a message that is only in work may still be published. */
  private static void awaitRefusalsToBeKept(Programme programme) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(programme.reason()).contains("50 % of the last 20 events were refused"));
  }
}
