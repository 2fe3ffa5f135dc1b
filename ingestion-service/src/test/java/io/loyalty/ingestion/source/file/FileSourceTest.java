package io.loyalty.ingestion.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.source.BrokenSourceException;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Receipt;
import io.loyalty.ingestion.source.Settlement;
import io.loyalty.ingestion.source.WorkLimits;
import io.loyalty.ingestion.source.WorkWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

@Timeout(180)
class FileSourceTest {
  private static final int WINDOW = 40;

  @TempDir private Path directory;
  private final Sink sink = new Sink();
  private FileSource source;

  @AfterEach
  void close() {
    if (source != null) {
      source.close(Duration.ZERO);
    }
  }

  @Test
  void readsADirectoryInTheOrderOfTheNames_andNothingElseInIt() throws Exception {
    write("b.jsonl", "b1\n");
    Files.write(directory.resolve("a.ndjson.gz"), GzipStreamTest.gzip("a1\n\na2\n"));
    write("c.json", "c1");
    write("readme.txt", "no");
    Files.createDirectory(directory.resolve("d.json"));

    run(directory);
    sink.settleAll();
    FileProgress end = ended();

    assertThat(sink.bodies()).containsExactly("a1", "a2", "b1", "c1");
    assertThat(sink.messages)
        .extracting(each -> each.receipt().source() + " " + each.receipt().messageId())
        .containsExactly(
            "a.ndjson.gz line 1", "a.ndjson.gz line 3", "b.jsonl line 1", "c.json line 1");
    assertThat(end.complete()).isTrue();
    assertThat(end.percent()).isEqualTo(100.0);
    assertThat(end.lines()).isEqualTo(5);
    assertThat(end.blankLines()).isEqualTo(1);
    assertThat(end.bytes()).isEqualTo(end.totalBytes());
  }

  @Test
  void neverReadsAheadMoreThanTheWindow() throws Exception {
    Path file = lines("a.ndjson", 200);

    run(file);
    await().atMost(Duration.ofMinutes(1)).until(() -> sink.messages.size() == WINDOW);
    sink.messages.subList(20, 30).forEach(sink::acknowledge);
    await().atMost(Duration.ofMinutes(1)).until(() -> sink.messages.size() == WINDOW + 10);

    assertThat(source.progress().orElseThrow().lines()).isEqualTo(WINDOW + 10L);
    sink.settleAll();
    assertThat(ended().lines()).isEqualTo(200);
  }

  @Test
  void resumesAfterTheLastLineBeforeWhichAllAreSafe() throws Exception {
    Path file = lines("a.ndjson", 30);
    run(file);
    await().atMost(Duration.ofMinutes(1)).until(() -> sink.messages.size() == 30);
    IntStream.range(0, 20)
        .filter(number -> number != 12)
        .forEach(number -> sink.acknowledge(sink.messages.get(number)));
    source.close(Duration.ZERO);
    assertThat(source.progress().orElseThrow().complete()).isFalse();

    sink.clear();
    run(file);
    sink.settleAll();

    assertThat(ended().complete()).isTrue();
    assertThat(sink.bodies().get(0)).isEqualTo("{\"n\":12}");
    assertThat(sink.messages.get(0).receipt().messageId()).isEqualTo("line 13");
    assertThat(sink.messages).hasSize(18);
  }

  @Test
  void ends_andLeavesItsLinesToALaterRun_whereTheSinkFails() throws Exception {
    sink.fault = new IllegalStateException("a fault in the flow");

    run(lines("a.ndjson", 3));
    FileProgress end = ended();

    assertThat(end.complete()).isFalse();
    assertThat(end.leftLines()).isEqualTo(3);
    assertThat(end.fault()).contains("IllegalStateException");
    assertThat(sink.messages).isEmpty();
  }

  @Test
  void resumesInAGzipFile_andInTheFileAfterOneThatIsComplete() throws Exception {
    Files.write(directory.resolve("a.json.gz"), GzipStreamTest.gzip("a1\na2\n"));
    Files.write(directory.resolve("b.json.gz"), GzipStreamTest.gzip("b1\n\nb2\nb3\n"));
    run(directory);
    await().atMost(Duration.ofMinutes(1)).until(() -> sink.messages.size() == 5);
    sink.messages.subList(0, 3).forEach(sink::acknowledge);
    source.close(Duration.ZERO);

    sink.clear();
    run(directory);
    sink.settleAll();

    assertThat(ended().complete()).isTrue();
    assertThat(sink.bodies()).containsExactly("b2", "b3");
    assertThat(ended().linesBefore()).isEqualTo(3);
  }

  @Test
  void readsOnlyWhatIsNew_whenAFileIsAddedToADirectoryThatIsComplete() throws Exception {
    write("b.ndjson", "b1\n");
    run(directory);
    sink.settleAll();
    assertThat(ended().complete()).isTrue();
    source.close(Duration.ZERO);

    write("a.ndjson", "a1\n");
    sink.clear();
    run(directory);
    sink.settleAll();

    assertThat(ended().complete()).isTrue();
    assertThat(sink.bodies()).containsExactly("a1");
  }

  @Test
  void isNotComplete_whenALineIsGivenBack_andTheNextRunReadsItAgain() throws Exception {
    Path file = lines("a.ndjson", 5);
    run(file);
    await().atMost(Duration.ofMinutes(1)).until(() -> sink.messages.size() == 5);
    for (Message message : sink.messages) {
      if (message.receipt().messageId().equals("line 3")) {
        message.receipt().giveBack();
      } else {
        sink.acknowledge(message);
      }
    }
    FileProgress end = ended();
    assertThat(end.complete()).isFalse();
    assertThat(end.leftLines()).isEqualTo(1);
    assertThat(end.firstLeft()).isEqualTo("line 3 of a.ndjson");
    source.close(Duration.ZERO);

    sink.clear();
    run(file);
    sink.settleAll();

    assertThat(ended().complete()).isTrue();
    assertThat(sink.bodies()).startsWith("{\"n\":2}").hasSize(3);
  }

  @Test
  void leavesALineThatIsTooLong_andReadsTheRest() throws Exception {
    Path file = write("a.ndjson", "a\n" + "x".repeat(LineReader.LONGEST + 1) + "\nb\n");

    run(file);
    sink.settleAll();

    FileProgress end = ended();
    assertThat(sink.bodies()).containsExactly("a", "b");
    assertThat(end.complete()).isFalse();
    assertThat(end.firstLeft()).isEqualTo("line 2 of a.ndjson");
  }

  @Test
  void endsWithOneSentence_whenAGzipFileIsBroken_andCountsWhatCameBefore() throws Exception {
    byte[] whole =
        GzipStreamTest.gzip(
            IntStream.range(0, 20_000)
                .mapToObj(n -> "{\"n\":" + n + "}\n")
                .collect(Collectors.joining()));
    Path file = directory.resolve("a.ndjson.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    run(file);
    sink.settleAll();

    FileProgress end = ended();
    assertThat(end.complete()).isFalse();
    assertThat(end.lines()).isGreaterThan(1_000);
    assertThat(end.fault())
        .isEqualTo(
            "%s can't be read after line %d: the file ends too early".formatted(file, end.lines()));
  }

  @Test
  void refusesAnotherFileOfTheSameName() throws Exception {
    Path file = lines("a.ndjson", 3);
    run(file);
    sink.settleAll();
    assertThat(ended().complete()).isTrue();
    source.close(Duration.ZERO);

    write("a.ndjson", Files.readString(file).replace("1", "7"));

    assertThatThrownBy(() -> run(file))
        .isInstanceOf(BrokenSourceException.class)
        .hasMessageContaining("a.ndjson is another file than the one of that name");
  }

  @Test
  void refusesTheProgressOfAnotherProgramme_andWhatIsNone() throws Exception {
    Path file = lines("a.ndjson", 3);
    Path progress = directory.resolve("a.ndjson.progress");
    Files.writeString(progress, "{\"programme\":\"other\",\"files\":[]}");
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(BrokenSourceException.class)
        .hasMessageContaining("for the programme other, not loyalty");

    Files.writeString(progress, "{\"a\":1}");
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(BrokenSourceException.class)
        .hasMessageContaining("is not a progress file of ingestion-service");
    assertThat(progress).hasContent("{\"a\":1}");
  }

  @Test
  void refusesWhatCannotBeRead() throws Exception {
    assertThatThrownBy(() -> run(directory.resolve("none")))
        .isInstanceOf(BrokenSourceException.class)
        .hasMessageContaining("does not exist: correct ingestion.file.path");
    assertThatThrownBy(() -> run(directory))
        .isInstanceOf(BrokenSourceException.class)
        .hasMessageContaining("has no file that ends in .ndjson");
    Path file = lines("a.ndjson", 1);
    assertThatThrownBy(
            () -> run(new FileProperties(file.toString(), directory + "/none/a.progress", null, 0)))
        .isInstanceOf(BrokenSourceException.class)
        .hasMessageContaining("Set ingestion.file.progress");
  }

  private void run(Path path) {
    run(new FileProperties(path.toString(), null, null, 0));
  }

  private void run(FileProperties properties) {
    source = new FileSource(properties, window(), "loyalty", Clock.systemUTC());
    source.prove();
    source.start(sink);
  }

  /** Returns the progress once the source has ended by itself. */
  private FileProgress ended() throws InterruptedException {
    source.awaitEnd();
    return source.progress().orElseThrow();
  }

  private Path lines(String name, int count) throws IOException {
    return write(
        name,
        IntStream.range(0, count)
            .mapToObj(n -> "{\"n\":" + n + "}\n")
            .collect(Collectors.joining()));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static WorkWindow window() {
    return new WorkWindow(new WorkLimits(WINDOW, DataSize.ofMegabytes(32)));
  }

  /** Takes all messages, and settles them when the test says so. */
  private static final class Sink implements MessageSink {
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Set<Receipt> settled = new HashSet<>();
    private boolean settling;
    private RuntimeException fault;

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public synchronized void take(List<Message> more) {
      if (fault != null) {
        throw fault;
      }
      messages.addAll(more);
      settle();
    }

    @Override
    public void settled(Settlement settlement) {}

    @Override
    public void failing(String source, String reason) {}

    @Override
    public void recovered(String source) {}

    List<String> bodies() {
      return messages.stream()
          .map(message -> new String(message.body(), StandardCharsets.UTF_8))
          .toList();
    }

    synchronized void settleAll() {
      settling = true;
      settle();
    }

    synchronized void clear() {
      messages.clear();
      settled.clear();
      settling = false;
    }

    private void settle() {
      if (settling) {
        messages.forEach(this::acknowledge);
      }
    }

    synchronized void acknowledge(Message message) {
      if (settled.add(message.receipt())) {
        message.receipt().acknowledge();
      }
    }
  }
}
