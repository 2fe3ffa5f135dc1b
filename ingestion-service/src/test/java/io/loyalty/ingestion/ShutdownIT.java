package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.Ports;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.localstack.proxy.SqsProxy;
import io.loyalty.localstack.proxy.SqsProxy.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends SIGTERM to the service, a process with 256 MiB heap, when all its messages in work are on
 * Kafka and none is deleted: it deletes all of them and ends within its grace period.
 */
@ExtendWith(LocalStackExtension.class)
class ShutdownIT {
  private static final int WAIT_SECONDS = 20;
  private static final int KEYS = 50;

  /** Is what 96 polls may reserve beside the messages in work. */
  private static final int ROOM = 960;

  @TempDir private Path directory;

  /** Is set by {@code -Dshutdown.messages=30000} to the full number. */
  static List<Integer> messages() {
    return List.of(3, Integer.getInteger("shutdown.messages", 2_000));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void deletesWhatIsPublished_andNothingComesAgain(int messages, LocalStack stack)
      throws Exception {
    List<String> ids =
        IntStream.range(0, messages).mapToObj(n -> UUID.randomUUID().toString()).toList();
    CountDownLatch stopping = new CountDownLatch(1);
    int port = Ports.oneFree();
    try (SqsProxy sqs = SqsProxy.to(stack.sqsEndpoint());
        Programme programme = Programme.onStandardQueue(stack)) {
      sqs.rule(
          (action, body, server) -> {
            if (action.equals("DeleteMessageBatch")) {
              hold(stopping);
            }
            return action.equals("ReceiveMessage")
                ? waitAtTheQueue(body, server, stopping)
                : server.pass(body);
          });
      programme.sendAll(
          IntStream.range(0, messages)
              .mapToObj(n -> SampleEvents.points(ids.get(n), "m" + n % KEYS, n))
              .toList());
      try (ServiceProcess service =
          ServiceProcess.start(
              directory.resolve("service-%d.log".formatted(messages)),
              programme.arguments(
                  "--server.port=" + port,
                  "--ingestion.queue.endpoint=" + sqs.endpoint(),
                  "--ingestion.queue.wait-time=%ds".formatted(WAIT_SECONDS),
                  "--ingestion.work.max-messages=" + (messages + ROOM)),
              "-Xmx256m")) {
        Api api = new Api(port, null);
        await()
            .atMost(Duration.ofMinutes(2))
            .ignoreExceptions()
            .untilAsserted(
                () -> {
                  JsonNode status = Api.json(api.get("/status"));
                  assertThat(status.at("/messages/inWork").asInt()).isEqualTo(messages);
                  assertThat(published(status)).isEqualTo(messages);
                });

        int before = service.output().length();
        service.terminate();
        stopping.countDown();
        int exitCode = service.exitCode();

        assertThat(exitCode).as(service.output()).isEqualTo(143);
        assertThat(service.output().substring(before)).doesNotContain("WARN", "ERROR");
      }
      assertThat(programme.messagesInQueue())
          .as("what is left when the grace period ends is given back to the queue")
          .isZero();
      assertThat(programme.messagesInDeadLetterQueue()).isZero();
      assertThat(programme.topics().events().stream().map(Topics.Landed::eventId).toList())
          .containsExactlyInAnyOrderElementsOf(ids);
      assertThat(programme.topics().deadLetters()).isEmpty();
    }
  }

  /** Waits in an empty poll as SQS does, but not after the service was told to stop. */
  private static Reply waitAtTheQueue(String body, SqsProxy.Server server, CountDownLatch stopping)
      throws IOException {
    String brief = body.replaceFirst("(\"WaitTimeSeconds\"\\s*:\\s*)\\d+", "$11");
    Reply reply = server.pass(brief);
    for (int second = 1; second < WAIT_SECONDS && isEmpty(reply); second++) {
      if (stopping.getCount() == 0) {
        return reply;
      }
      reply = server.pass(brief);
    }
    return reply;
  }

  private static boolean isEmpty(Reply reply) {
    return reply.status() == 200
        && JsonMapper.shared().readTree(reply.body()).path("Messages").isEmpty();
  }

  private static int published(JsonNode status) {
    return status.get("events").valueStream().mapToInt(type -> type.get("published").asInt()).sum();
  }

  private static void hold(CountDownLatch stopping) throws IOException {
    try {
      assertThat(stopping.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the test has ended", e);
    }
  }
}
