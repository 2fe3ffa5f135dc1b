package io.loyalty.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.cli.queue.SqsStub.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueSenderTest {
  private static final EventCount EACH_A_LOGIN =
      bodies -> Collections.nCopies(bodies.size(), List.of("device-login"));
  private static final List<String> THREE = List.of("a", "b", "c");

  private final SendTally tally = new SendTally();
  private SqsStub sqs;
  private SentJournal journal;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    sqs = new SqsStub();
    journal = SentJournal.in(directory.resolve("sent"));
  }

  @AfterEach
  void stop() {
    sqs.close();
  }

  @Test
  void sendsTenLinesWithEachRequestAndWritesThemDown() throws InterruptedException {
    List<String> lines =
        IntStream.range(0, 25)
            .mapToObj(
                i ->
                    "{\"specversion\":\"1.0\",\"type\":\"device-login\",\"id\":\"%d\"}"
                        .formatted(i))
            .toList();
    send("q", lines);
    assertThat(sqs.bodies()).containsExactlyInAnyOrderElementsOf(lines);
    assertThat(sqs.requests()).isEqualTo(3);
    assertThat(tally.messages()).isEqualTo(25);
    assertThat(journal.read()).isEqualTo(new SentJournal.Sent(Map.of("device-login", 25L), 0));
  }

  @Test
  void putsNoMoreThanOneMebibyteIntoARequest() throws InterruptedException {
    String half = "x".repeat(EventLine.MAX_BYTES / 2);
    send("q", List.of(half, half, "y"));
    assertThat(sqs.requests()).isEqualTo(2);
    assertThat(sqs.bodies()).hasSize(3);
  }

  @Test
  void sendsAgainWhatFailedForAMoment() throws InterruptedException {
    sqs.next(Fault.UNAVAILABLE);
    sqs.next(Fault.ONE_FAILED);
    send("q", THREE);
    assertThat(sqs.bodies()).containsExactly("a", "c", "b");
    assertThat(tally.refused()).isZero();
    assertThat(journal.read().byType()).containsExactly(Map.entry("device-login", 3L));
    assertThat(journal.read().uncertain()).isZero();
  }

  @Test
  void countsWhatMayHaveBeenTakenTwiceWhenAnAnswerIsLost() throws InterruptedException {
    sqs.next(Fault.ANSWER_LOST);
    send("q", THREE);
    assertThat(sqs.bodies()).containsExactly("a", "b", "c", "a", "b", "c");
    assertThat(journal.read()).isEqualTo(new SentJournal.Sent(Map.of("device-login", 3L), 3));
  }

  @Test
  void namesALineThatTheQueueRefuses() throws InterruptedException {
    sqs.next(Fault.ONE_REFUSED);
    send("q", THREE);
    assertThat(sqs.bodies()).containsExactly("a", "c");
    assertThat(tally.messages()).isEqualTo(2);
    assertThat(tally.faults()).containsExactly("line 2 is refused by the queue: SomeCode");
  }

  @Test
  void givesUpAtOnceWithoutAQueue() {
    sqs.next(Fault.NO_QUEUE);
    assertThatThrownBy(() -> send("q", THREE))
        .isInstanceOf(SendFailedException.class)
        .hasMessageEndingWith("refuses to take messages: QueueDoesNotExist");
  }

  @Test
  void keepsTheOrderForAFifoQueue() throws InterruptedException {
    List<String> lines = IntStream.range(0, 95).mapToObj(Integer::toString).toList();
    send("q.fifo", lines);
    assertThat(sqs.bodies()).isEqualTo(lines);
  }

  private void send(String queue, List<String> lines) throws InterruptedException {
    try (SqsQueue to = sqs.queue(queue)) {
      new QueueSender(to, EACH_A_LOGIN, journal, tally).send(EventLines.of(lines));
    }
  }
}
