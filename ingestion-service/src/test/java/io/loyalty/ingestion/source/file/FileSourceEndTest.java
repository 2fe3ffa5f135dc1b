package io.loyalty.ingestion.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Settlement;
import io.loyalty.ingestion.source.WorkLimits;
import io.loyalty.ingestion.source.WorkWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Tests that a run is not over before its last line is counted. */
@Timeout(60)
class FileSourceEndTest {
  @TempDir private Path directory;

  @Test
  void endsOnlyOnceItsLastLineIsCounted() throws Exception {
    Path file = Files.writeString(directory.resolve("a.ndjson"), "a\n");
    FileSource source =
        new FileSource(
            new FileProperties(file.toString(), null, null, 0),
            new WorkWindow(new WorkLimits(40, DataSize.ofMegabytes(1))),
            "loyalty",
            Clock.systemUTC());
    SlowlyCounting sink = new SlowlyCounting();
    FutureTask<Void> end =
        new FutureTask<>(
            () -> {
              source.awaitEnd();
              return null;
            });
    source.prove();
    source.start(sink);
    sink.isCounting.await();
    new Thread(end).start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> sink.reading.getState() == Thread.State.BLOCKED || end.isDone());
    assertThat(end.isDone()).as("it has ended although its line is not counted").isFalse();

    sink.mayCount.countDown();
    end.get();

    assertThat(source.progress().orElseThrow().complete()).isTrue();
    source.close(Duration.ZERO);
  }

  /** Acknowledges on another thread, and lets the source read on while that line is counted. */
  private static final class SlowlyCounting implements MessageSink {
    private final CountDownLatch isCounting = new CountDownLatch(1);
    private final CountDownLatch mayCount = new CountDownLatch(1);
    private volatile Thread reading;

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void take(List<Message> messages) {
      reading = Thread.currentThread();
      new Thread(() -> messages.forEach(each -> each.receipt().acknowledge())).start();
      await(isCounting);
    }

    @Override
    public void settled(Settlement settlement) {
      isCounting.countDown();
      await(mayCount);
    }

    @Override
    public void failing(String source, String reason) {}

    @Override
    public void recovered(String source) {}

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
