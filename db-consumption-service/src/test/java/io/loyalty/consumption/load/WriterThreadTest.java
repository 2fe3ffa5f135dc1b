package io.loyalty.consumption.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.consumption.warehouse.load.LoadOutcome;
import io.loyalty.consumption.warehouse.load.TopicLoad;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriterThreadTest {
  private static final LoadOutcome COMMITTED =
      new LoadOutcome(LoadOutcome.Result.COMMITTED, List.of(), Map.of(), List.of(), List.of());

  private final CountDownLatch mayWrite = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);

  @Test
  void writesWhileItsCallerGoesOn() throws InterruptedException {
    try (WriterThread writer = new WriterThread(this::writeWhenAllowed, told::countDown)) {
      writer.begin(List.of());
      assertThat(writer.isBusy()).isTrue();
      assertThat(writer.isDone()).isFalse();

      mayWrite.countDown();
      assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(writer.isDone()).isTrue();
      assertThat(writer.take()).isEqualTo(COMMITTED);
      assertThat(writer.isBusy()).isFalse();
    }
  }

  @Test
  void waitsForTheBatchWhoseOutcomeIsTaken() {
    try (WriterThread writer = new WriterThread(this::writeWhenAllowed, mayWrite::countDown)) {
      mayWrite.countDown();
      writer.begin(List.of());
      assertThat(writer.take()).isEqualTo(COMMITTED);
    }
  }

  @Test
  void throwsWhatTheWriterThrewAndTellsThatItIsDone() throws InterruptedException {
    IllegalStateException fault = new IllegalStateException("gone");
    try (WriterThread writer =
        new WriterThread(
            loads -> {
              throw fault;
            },
            told::countDown)) {
      writer.begin(List.of());
      assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(writer::take).isSameAs(fault);
      assertThat(writer.isBusy()).isFalse();
    }
  }

  @Test
  void beginsNoBatchBeforeTheOutcomeOfTheLastIsTaken() {
    try (WriterThread writer = new WriterThread(loads -> COMMITTED, told::countDown)) {
      writer.begin(List.of());
      assertThatThrownBy(() -> writer.begin(List.of())).isInstanceOf(IllegalStateException.class);
      writer.take();
    }
  }

  private LoadOutcome writeWhenAllowed(List<TopicLoad> loads) {
    try {
      assertThat(mayWrite.await(60, TimeUnit.SECONDS)).isTrue();
      return COMMITTED;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
