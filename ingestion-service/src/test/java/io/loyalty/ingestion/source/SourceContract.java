package io.loyalty.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/**
 * Tests what every source promises. The test of a source extends this class and says how messages
 * get into it. A source that passes loses no message, and delivers none again that was
 * acknowledged.
 */
public abstract class SourceContract {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int BATCH = 25;

  private final TakingSink sink = new TakingSink();
  private Source source;

  /** Puts messages with these bodies into the source. */
  protected abstract void put(List<String> bodies) throws Exception;

  /**
   * Returns a source that reads the messages that were put, and those that were not acknowledged
   * before.
   */
  protected abstract Source open(WorkWindow window) throws Exception;

  @AfterEach
  void closeSource() {
    if (source != null) {
      source.close(GRACE);
    }
  }

  @Test
  void handsOverEachMessage_andNoneAgainThatWasAcknowledged() throws Exception {
    put(bodies("a"));
    start(100);
    awaitBodies(bodies("a"));
    sink.messages().forEach(message -> message.receipt().acknowledge());
    end();
    assertThat(sink.settled()).hasSize(BATCH).containsOnly(Settlement.DELETED);

    put(List.of("next"));
    sink.clear();
    start(100);

    awaitBodies(Set.of("next"));
    sink.messages().forEach(message -> message.receipt().acknowledge());
    end();
    assertThat(sink.bodies()).containsExactly("next");
  }

  @Test
  void whatIsNotAcknowledgedComesAgain() throws Exception {
    put(bodies("b"));
    start(100);
    awaitBodies(bodies("b"));
    List<Message> taken = sink.messages();
    taken.subList(0, 5).forEach(message -> message.receipt().acknowledge());
    taken.subList(5, 10).forEach(message -> message.receipt().giveBack());
    Set<String> open =
        taken.subList(5, BATCH).stream().map(TakingSink::body).collect(Collectors.toSet());
    end();

    sink.clear();
    start(100);

    await().atMost(SOON).until(() -> sink.bodies().containsAll(open));
    sink.messages().forEach(message -> message.receipt().acknowledge());
  }

  @Test
  void whatTheSinkCouldNotTakeComesAgain() throws Exception {
    put(bodies("c"));
    sink.failOnce();
    start(100);
    await().atMost(SOON).until(sink::hasFailed);
    end();

    sink.clear();
    start(100);

    awaitBodies(bodies("c"));
    sink.messages().forEach(message -> message.receipt().acknowledge());
  }

  @Test
  void handsOverNoMoreThanTheWindowAtATime_andGoesOnWhereThereIsRoom() throws Exception {
    put(bodies("d"));
    start(10);

    Set<String> seen = new TreeSet<>();
    while (seen.size() < BATCH) {
      await().atMost(SOON).until(() -> !sink.messages().isEmpty());
      List<Message> inWork = sink.takeAll();
      inWork.forEach(message -> seen.add(TakingSink.body(message)));
      inWork.forEach(message -> message.receipt().acknowledge());
    }

    assertThat(sink.hadRoomTooEarly()).isFalse();
    assertThat(sink.mostInWork()).isLessThanOrEqualTo(10);
    assertThat(seen).isEqualTo(bodiesSet("d"));
  }

  @Test
  void handsOverNothingWhileTheSinkIsNotReady() throws Exception {
    put(bodies("e"));
    sink.hold();
    start(100);
    await().atMost(SOON).until(sink::wasAsked);
    assertThat(sink.messages()).isEmpty();

    sink.release();

    awaitBodies(bodies("e"));
    sink.messages().forEach(message -> message.receipt().acknowledge());
  }

  @Test
  void receiptsAreGoodUntilTheSourceIsClosed() throws Exception {
    put(bodies("f"));
    start(100);
    awaitBodies(bodies("f"));
    source.stop();
    int taken = sink.messages().size();

    sink.messages().forEach(message -> message.receipt().acknowledge());
    end();

    assertThat(sink.messages()).hasSize(taken);
    assertThat(sink.settled()).hasSize(taken).containsOnly(Settlement.DELETED);
  }

  @Test
  void aReceiptSaysWhatItIsOf() throws Exception {
    put(List.of("body"));
    start(100);
    awaitBodies(Set.of("body"));

    Receipt receipt = sink.messages().get(0).receipt();

    assertThat(receipt.source()).isNotBlank();
    assertThat(receipt.messageId()).isNotBlank();
    assertThat(receipt.bytes()).isEqualTo("body".length());
    assertThat(receipt.receiveCount()).isEqualTo(1);
    assertThat(receipt.redelivered()).isFalse();
    assertThat(receipt.sentAt()).isBeforeOrEqualTo(receipt.receivedAt().plusSeconds(60));
    receipt.acknowledge();
  }

  private void start(int window) throws Exception {
    WorkWindow limited = new WorkWindow(new WorkLimits(window, DataSize.ofMegabytes(32)));
    sink.watch(limited);
    source = open(limited);
    source.prove();
    source.start(sink);
  }

  private void end() {
    source.stop();
    source.close(GRACE);
    source = null;
  }

  private void awaitBodies(Iterable<String> bodies) {
    await().atMost(SOON).untilAsserted(() -> assertThat(sink.bodies()).containsAll(bodies));
  }

  private static List<String> bodies(String name) {
    return IntStream.range(0, BATCH).mapToObj(number -> name + number).toList();
  }

  private static Set<String> bodiesSet(String name) {
    return new TreeSet<>(bodies(name));
  }
}
