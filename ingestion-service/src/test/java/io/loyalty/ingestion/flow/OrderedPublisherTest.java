package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.topic.OutgoingRecord;
import io.loyalty.ingestion.topic.Published;
import io.loyalty.ingestion.topic.Published.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OrderedPublisherTest {
  private static final Published TAKEN = new Published(Outcome.ACKNOWLEDGED, null);
  private static final Published NO_PERMISSION =
      new Published(Outcome.TOPIC_REFUSED, "topic a: no permission");
  private static final Published BROKEN = new Published(Outcome.FAILED, "broken");

  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private long now;
  private final OrderedPublisher publisher =
      new OrderedPublisher(
          (record, answer) -> attempts.add(new Attempt(record, answer)), () -> now);

  private record Attempt(OutgoingRecord record, Consumer<Published> answer) {
    String name() {
      return record.topic() + record.key()[0];
    }
  }

  @Test
  void sendsAtOnceAndTellsWhatBecameOfIt() {
    send("a", 1);
    answer("a1", TAKEN);
    assertThat(told).containsExactly("a1 ACKNOWLEDGED");
    assertThat(publisher.held()).isEmpty();
  }

  @Test
  void recordsOfARefusingTopicWaitInOrder_andOtherTopicsGoOn() {
    send("a", 1);
    send("a", 2);
    answer("a1", NO_PERMISSION);
    answer("a2", NO_PERMISSION);
    send("a", 3);
    send("b", 1);
    answer("b1", TAKEN);

    assertThat(told).containsExactly("b1 ACKNOWLEDGED");
    assertThat(publisher.held()).containsEntry("a", "topic a: no permission");
    assertThat(publisher.fault()).isEmpty();

    pass(Duration.ofSeconds(1));
    publisher.retry();
    answer("a1", NO_PERMISSION);
    publisher.retry();
    assertThat(attempts).as("the pause grows").isEmpty();
    pass(Duration.ofSeconds(1));
    publisher.retry();
    assertThat(attempts).as("one is tried").hasSize(1);
    answer("a1", TAKEN);
    publisher.retry();
    assertThat(attempts).extracting(Attempt::name).containsExactly("a2", "a3");
    answer("a2", TAKEN);
    answer("a3", TAKEN);

    assertThat(told)
        .containsExactly(
            "b1 ACKNOWLEDGED", "a1 ACKNOWLEDGED", "a2 ACKNOWLEDGED", "a3 ACKNOWLEDGED");
    assertThat(publisher.held()).isEmpty();
  }

  @Test
  void answersThatComeInAnyOrderAreTriedAgainInTheOrderOfTheCalls() {
    for (int key = 1; key <= 3; key++) {
      send("a", key);
    }
    answer("a3", BROKEN);
    answer("a1", BROKEN);
    answer("a2", BROKEN);
    assertThat(publisher.fault()).contains("broken");

    pass(Duration.ofSeconds(1));
    publisher.retry();
    answer("a1", TAKEN);
    publisher.retry();

    assertThat(attempts).extracting(Attempt::name).containsExactly("a2", "a3");
    assertThat(publisher.fault()).isEmpty();
  }

  @Test
  void aTopicThatIsHeldForAnotherReasonThanBeforeIsLoggedAgain_andForTheSameReasonOnlyOnce(
      CapturedOutput log) {
    send("a", 1);
    answer("a1", BROKEN);
    retryOne(BROKEN);
    assertThat(log.getOut()).containsOnlyOnce("broken");

    retryOne(NO_PERMISSION);
    retryOne(NO_PERMISSION);
    assertThat(log.getOut()).containsOnlyOnce("no permission");
    assertThat(publisher.held()).containsEntry("a", "topic a: no permission");
  }

  private void retryOne(Published answer) {
    pass(Duration.ofMinutes(1));
    publisher.retry();
    answer("a1", answer);
  }

  @Test
  void aRecordThatIsRefusedForGoodHoldsNobody() {
    send("a", 1);
    answer("a1", new Published(Outcome.RECORD_REFUSED, "too large"));
    assertThat(told).containsExactly("a1 RECORD_REFUSED");
    assertThat(publisher.held()).isEmpty();
  }

  @Test
  void aRecordWhoseSendingThrowsIsRefused_andThoseAfterItGoOn() {
    OrderedPublisher throwing =
        new OrderedPublisher(
            (record, answer) -> {
              if (record.key()[0] == 1) {
                throw new IllegalArgumentException("nobody thought of this");
              }
              answer.accept(TAKEN);
            },
            () -> now);
    for (int key = 1; key <= 2; key++) {
      String name = "a" + key;
      throwing.send(
          new OutgoingRecord("a", new byte[] {(byte) key}, new byte[0], Map.of()),
          published -> told.add(name + " " + published.outcome()));
    }
    assertThat(told).containsExactly("a1 RECORD_REFUSED", "a2 ACKNOWLEDGED");
    assertThat(throwing.held()).isEmpty();
  }

  @Test
  void whoIsToldAndThrowsHoldsNobody() {
    publisher.send(
        new OutgoingRecord("a", new byte[] {1}, new byte[0], Map.of()),
        published -> {
          throw new IllegalStateException("nobody thought of this");
        });
    send("a", 2);
    answer("a1", NO_PERMISSION);
    answer("a2", NO_PERMISSION);
    publisher.abandon();
    assertThat(told).containsExactly("a2 TOPIC_REFUSED");
  }

  @Test
  void nothingWaitsOnceItIsAbandoned() {
    send("a", 1);
    send("a", 2);
    answer("a1", NO_PERMISSION);
    publisher.abandon();
    answer("a2", BROKEN);
    assertThat(told).containsExactly("a1 TOPIC_REFUSED", "a2 FAILED");
  }

  private void send(String topic, int key) {
    publisher.send(
        new OutgoingRecord(topic, new byte[] {(byte) key}, new byte[0], Map.of()),
        published -> told.add(topic + key + " " + published.outcome()));
  }

  private void answer(String name, Published published) {
    Attempt attempt =
        attempts.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    attempts.remove(attempt);
    attempt.answer().accept(published);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
