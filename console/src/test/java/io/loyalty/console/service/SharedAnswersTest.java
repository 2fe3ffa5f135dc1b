package io.loyalty.console.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.client.Answer;
import io.loyalty.client.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SharedAnswersTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String SERVICE = "stream-service";

  private final AtomicLong clock = new AtomicLong(-5);
  private final SharedAnswers answers = new SharedAnswers(clock::get, PATIENCE);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksOnceASecond() {
    answers.get(SERVICE, "stores", this::ask);
    clock.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(answers.get(SERVICE, "stores", this::ask).value()).isEqualTo(1);

    clock.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(answers.get(SERVICE, "stores", this::ask).value()).isEqualTo(2);
  }

  @Test
  void asksEachQuestion_andForgetsThemOnceTheyAreMany() {
    IntStream.range(0, 1_100).forEach(each -> answers.get(SERVICE, "store " + each, this::ask));
    assertThat(asked).hasValue(1_100);

    assertThat(answers.get(SERVICE, "store 1099", this::ask).value()).isEqualTo(1_100);
  }

  @Test
  void whoAsksMeanwhileWaitsForTheSameAnswer() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    Supplier<Answer<Integer>> slow =
        () -> {
          arrived.countDown();
          await(open);
          return ask();
        };
    ExecutorService viewers = Executors.newFixedThreadPool(8);
    try {
      List<Future<Answered<Integer>>> all =
          IntStream.range(0, 8)
              .mapToObj(i -> viewers.submit(() -> answers.get(SERVICE, "x", slow)))
              .toList();
      arrived.await();
      open.countDown();
      for (Future<Answered<Integer>> each : all) {
        assertThat(each.get().value()).isEqualTo(1);
      }
    } finally {
      viewers.shutdownNow();
    }
  }

  @Test
  void nobodyWaitsForASilentServiceLongerThanTheFirstSecondOfTheRequest() throws Exception {
    try (Silence silence = new Silence(1)) {
      silence.ask("stores");
      silence.awaitRequests();
      clock.addAndGet(PATIENCE.toNanos());

      assertThat(promptly(64, "stores"))
          .allSatisfy(
              each ->
                  assertThat(each.fault())
                      .isEqualTo("stream-service has not answered yet; load the page again."));
      assertThat(asked).hasValue(0);
    }
  }

  @Test
  void theAnswerOfBeforeIsGivenMeanwhile_unlessItIsTooOld() throws Exception {
    answers.get(SERVICE, "stores", this::ask);
    clock.addAndGet(Duration.ofSeconds(2).toNanos());
    try (Silence silence = new Silence(1)) {
      silence.ask("stores");
      silence.awaitRequests();

      assertThat(promptly(64, "stores")).allSatisfy(each -> assertThat(each.value()).isEqualTo(1));

      clock.addAndGet(PATIENCE.toNanos());
      assertThat(promptly(1, "stores")).allMatch(each -> each.value() == null);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aSilentServiceHasALimitedNumberOfRequests_andAnotherOneIsAskedAllTheSame() throws Exception {
    try (Silence silence = new Silence(SharedAnswers.MOST_IN_FLIGHT)) {
      IntStream.range(0, SharedAnswers.MOST_IN_FLIGHT)
          .forEach(each -> silence.ask("store " + each));
      silence.awaitRequests();

      assertThat(promptly(64, "one more store"))
          .allMatch(each -> each.fault().contains("has not answered yet"));
      assertThat(answers.get("db-consumption-service", "alerts", this::ask).value()).isEqualTo(1);
    }
    assertThat(answers.get(SERVICE, "one more store", this::ask).value()).isEqualTo(2);
  }

  @Test
  void aRequestThatBreaksIsNoAnswer_andTheNextOneIsSent() {
    assertThatThrownBy(
            () ->
                answers.<Integer>get(
                    SERVICE,
                    "stores",
                    () -> {
                      throw new IllegalArgumentException("broken");
                    }))
        .hasMessage("broken");

    assertThat(answers.get(SERVICE, "stores", this::ask).value()).isEqualTo(1);
  }

  /** Returns what many viewers get at the same time, whom no request may keep. */
  private List<Answered<Integer>> promptly(int count, String question) throws Exception {
    ExecutorService viewers = Executors.newFixedThreadPool(count);
    try {
      List<Future<Answered<Integer>>> all =
          IntStream.range(0, count)
              .mapToObj(i -> viewers.submit(() -> answers.get(SERVICE, question, this::ask)))
              .toList();
      List<Answered<Integer>> got = new ArrayList<>();
      for (Future<Answered<Integer>> each : all) {
        // Far more than it takes, and an end if one of them waits for the silent service.
        got.add(each.get(1, TimeUnit.MINUTES));
      }
      return got;
    } finally {
      viewers.shutdownNow();
    }
  }

  /** Holds requests that are not answered until it is closed. */
  private final class Silence implements AutoCloseable {
    private final CountDownLatch arrived;
    private final CountDownLatch open = new CountDownLatch(1);
    private final ExecutorService viewers;
    private final List<CompletableFuture<Answered<Integer>>> all = new ArrayList<>();

    Silence(int requests) {
      arrived = new CountDownLatch(requests);
      viewers = Executors.newFixedThreadPool(requests);
    }

    /** Sends a request. */
    void ask(String question) {
      Supplier<Answer<Integer>> request =
          () -> {
            arrived.countDown();
            SharedAnswersTest.await(open);
            throw new ServiceException(
                new ServiceException.Problem(ServiceException.Code.TIMED_OUT, 0, Optional.empty()),
                "silent",
                null);
          };
      all.add(
          CompletableFuture.supplyAsync(() -> answers.get(SERVICE, question, request), viewers));
    }

    void awaitRequests() {
      SharedAnswersTest.await(arrived);
    }

    @Override
    public void close() {
      open.countDown();
      assertThat(all).allMatch(each -> each.join().fault().equals("silent"));
      viewers.shutdownNow();
    }
  }

  private Answer<Integer> ask() {
    return new Answer<>(asked.incrementAndGet(), JsonNodeFactory.instance.objectNode());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
