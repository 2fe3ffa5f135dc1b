package io.loyalty.ingestion.source.sqs.call;

import static io.loyalty.ingestion.source.sqs.call.RecordedCalls.deleted;
import static io.loyalty.ingestion.source.sqs.call.RecordingSqs.json;
import static io.loyalty.ingestion.source.sqs.call.RecordingSqs.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.loyalty.ingestion.source.sqs.call.RecordingSqs.Answer;
import io.loyalty.ingestion.source.sqs.call.RecordingSqs.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class DirectCallsTest {
  private static final String MESSAGE =
      """
      {"Messages":[{"MessageId":"m","ReceiptHandle":"h","MD5OfBody":"%s","Body":"abc"}]}""";
  private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";

  private RecordedCalls recorded;

  @BeforeEach
  void open() throws IOException {
    recorded = new RecordedCalls();
  }

  @AfterEach
  void close() {
    recorded.close();
  }

  @Test
  void messagesThatAreNotDeletedAreTold() {
    String answer =
        """
        {"Failed":[{"Id":"1","Code":"ReceiptHandleIsInvalid","SenderFault":true,"Message":"old"}],
         "ResponseMetadata":{"Successful":[7]},"New":[{"Id":"7"}],"Successful":[{"Id":"0"},{"Id":"2"}]}""";
    recorded.sqs.then(json(answer)).then(json(answer));

    List<NotDeleted> bySdk = recorded.calls.delete(List.of("a", "b", "c"));
    List<NotDeleted> directly = recorded.calls.delete(List.of("a", "b", "c"));

    assertThat(recorded.sqs.requests).extracting(Sent::isDirect).containsExactly(false, true);
    assertThat(directly)
        .isEqualTo(bySdk)
        .containsExactly(new NotDeleted(1, "ReceiptHandleIsInvalid"));
    assertThat(recorded.madeBySdk).containsExactly("delete");
    assertThat(recorded.madeDirectly).containsExactly("delete");
  }

  static Stream<Arguments> faultyPolls() {
    return Stream.of(
        Arguments.of("refused", status(403, "{\"__type\":\"com.amazonaws.sqs#Denied\"}")),
        Arguments.of("out of order", status(500, "")),
        Arguments.of("cut off", json("{\"Messages\":[{\"MessageId\":\"m\",")),
        Arguments.of("no JSON", json("<html>")),
        Arguments.of("another form", json("[]")),
        Arguments.of("a message that is none", json("{\"Messages\":[null,{\"Body\":\"\"}]}")),
        Arguments.of("no list", json("{\"Messages\":{\"MessageId\":\"m\"}}")),
        Arguments.of(
            "a number that is none",
            json(
                "{\"Messages\":[{\"ReceiptHandle\":\"h\",\"Attributes\":{\"SentTimestamp\":7}}]}")),
        Arguments.of("no handle", json("{\"Messages\":[{\"MessageId\":\"m\",\"Body\":\"\"}]}")),
        Arguments.of("no body", json("{\"Messages\":[{\"ReceiptHandle\":\"h\"}]}")),
        Arguments.of("another body", json(MESSAGE.formatted(MD5_OF_ABC.replace('0', '1')))),
        Arguments.of("no answer", (Answer) HttpExchange::close));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultyPolls")
  void aPollThatGoesWrongIsTheSdksToDoAgain(String fault, Answer answer) {
    recorded.receive(1);
    recorded.sqs.then(answer).then(json(MESSAGE.formatted(MD5_OF_ABC)));

    List<ReceivedMessage> messages = recorded.calls.receive();

    assertThat(messages).as(fault).singleElement().extracting(ReceivedMessage::id).isEqualTo("m");
    assertThat(recorded.sqs.requests)
        .extracting(Sent::isDirect)
        .containsExactly(false, true, false);
  }

  static Stream<Arguments> faultyDeletes() {
    return Stream.of(
        Arguments.of("throttled", status(400, "{\"__type\":\"com.amazonaws.sqs#Throttled\"}")),
        Arguments.of("the first missing", json("{\"Successful\":[{\"Id\":\"1\"}]}")),
        Arguments.of("the last missing", json("{\"Successful\":[{\"Id\":\"0\"}]}")),
        Arguments.of("one twice", json("{\"Successful\":[{\"Id\":\"0\"},{\"Id\":\"0\"}]}")),
        Arguments.of("an unknown", json("{\"Successful\":[{\"Id\":\"0\"},{\"Id\":\"2\"}]}")),
        Arguments.of("no number", json("{\"Successful\":[{\"Id\":\"0\"},{\"Id\":\"one\"}]}")),
        Arguments.of("nothing", json("{}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faultyDeletes")
  void aDeleteThatGoesWrongIsTheSdksToDoAgain(String fault, Answer answer) {
    recorded.sqs.then(json(deleted(2))).then(answer).then(json(deleted(2)));
    recorded.calls.delete(List.of("a", "b"));

    assertThat(recorded.calls.delete(List.of("a", "b"))).as(fault).isEmpty();
    assertThat(recorded.sqs.requests)
        .extracting(Sent::isDirect)
        .containsExactly(false, true, false);
  }

  @Test
  void afterAFaultTheSdkMakesTheCallsForASecond() {
    recorded.receive(1);
    recorded.sqs.then(status(500, ""));
    recorded.receive(2);
    recorded.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    recorded.receive(2);

    assertThat(recorded.sqs.requests)
        .extracting(Sent::isDirect)
        .containsExactly(false, true, false, false, true, true);
  }

  @Test
  void deletesGoOnDirectlyWherePollsFail() {
    recorded.sqs.then(json("{}")).then(json(deleted(1))).then(status(500, "")).then(json("{}"));
    recorded.receive(1);
    recorded.calls.delete(List.of("a"));
    recorded.receive(1);
    recorded.sqs.requests.clear();
    recorded.sqs.then(json(deleted(1)));

    recorded.calls.delete(List.of("b"));

    assertThat(recorded.sqs.requests).extracting(Sent::isDirect).containsExactly(true);
  }

  @Test
  void whatIsWrongIsTheSdksToSay() {
    recorded.receive(1);
    for (int request = 0; request < 2; request++) {
      recorded.sqs.then(
          status(
              400,
              """
              {"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"there is no such queue"}"""));
    }

    assertThatThrownBy(recorded.calls::receive)
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("there is no such queue");
  }

  @Test
  void aCallThatTakesTooLongIsEnded() {
    recorded.receive(1);
    recorded
        .sqs
        .then(
            exchange -> {
              exchange.sendResponseHeaders(200, 1_000_000);
              while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
              }
            })
        .then(json(MESSAGE.formatted(MD5_OF_ABC)));

    assertThat(recorded.calls.receive()).hasSize(1);
    assertThat(recorded.sqs.requests)
        .extracting(Sent::isDirect)
        .containsExactly(false, true, false);
  }

  @Test
  void anInterruptedPollThatFailsEndsAsTheSdksDo() throws InterruptedException {
    recorded.receive(1);
    CountDownLatch over = new CountDownLatch(1);
    recorded.sqs.then(
        exchange -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread poll = new Thread(() -> recorded.receive(1));
    poll.setUncaughtExceptionHandler((thread, fault) -> end.set(fault));
    poll.start();
    await().atMost(Duration.ofMinutes(1)).until(() -> recorded.sqs.requests.size() == 2);

    poll.interrupt();
    poll.join(5_000);
    over.countDown();

    assertThat(end.get()).isInstanceOf(AbortedException.class);
  }
}
