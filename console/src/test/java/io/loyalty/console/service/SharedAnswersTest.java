package io.loyalty.console.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.client.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SharedAnswersTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final SharedAnswers answers = new SharedAnswers(clock::get);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksOnceASecond() {
    answers.get("stores", this::ask);
    clock.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(answers.get("stores", this::ask).value()).isEqualTo(1);

    clock.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(answers.get("stores", this::ask).value()).isEqualTo(2);
  }

  @Test
  void asksEachQuestion_andForgetsThemOnceTheyAreMany() {
    IntStream.range(0, 1_100).forEach(each -> answers.get("store " + each, this::ask));
    assertThat(asked).hasValue(1_100);

    assertThat(answers.get("store 1099", this::ask).value()).isEqualTo(1_100);
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
              .mapToObj(i -> viewers.submit(() -> answers.get("x", slow)))
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
