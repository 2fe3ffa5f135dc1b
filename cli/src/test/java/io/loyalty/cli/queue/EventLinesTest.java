package io.loyalty.cli.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {
  @TempDir private Path directory;

  @Test
  void skipsBlankLinesAndCountsThem() {
    assertThat(read("a\n\n  \r\nb\r\nc".getBytes(UTF_8)))
        .extracting(EventLine::number, EventLine::body)
        .containsExactly(tuple(1L, "a"), tuple(4L, "b"), tuple(5L, "c"));
  }

  @Test
  void readsGzipAndSeveralOfThemInARow() throws IOException {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(gzip("a\n"));
    two.write(gzip("b\n"));
    assertThat(read(two.toByteArray())).extracting(EventLine::body).containsExactly("a", "b");
  }

  @Test
  void readsAFileAndStandardInput() throws IOException {
    Path file = Files.writeString(directory.resolve("events.ndjson"), "ä\n");
    try (EventLines lines = EventLines.open(file.toString(), InputStream.nullInputStream())) {
      assertThat(lines.next()).contains(EventLine.sendable(1, "ä", 2));
    }
    try (EventLines lines = EventLines.open("-", new ByteArrayInputStream("x".getBytes(UTF_8)))) {
      assertThat(lines.next()).contains(EventLine.sendable(1, "x", 1));
    }
  }

  @Test
  void readsNothingFromAnEmptySource() {
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void takesALineOfOneMebibyteAndNamesALongerOne() {
    String longest = "x".repeat(EventLine.MAX_BYTES);
    List<EventLine> lines =
        read((longest + "\r\n" + longest + "y\n" + longest + "yyy\nz").getBytes(UTF_8));
    assertThat(lines).extracting(EventLine::sendable).containsExactly(true, false, false, true);
    assertThat(lines.get(0).bytes()).isEqualTo(EventLine.MAX_BYTES);
    assertThat(lines.get(1).fault()).isEqualTo("is longer than the 1 MiB that SQS takes");
  }

  @Test
  void namesALineThatIsNotUtf8() {
    assertThat(read(new byte[] {'a', '\n', (byte) 0xff, '\n'}).get(1))
        .isEqualTo(EventLine.faulty(2, "is not UTF-8"));
  }

  @Test
  void saysWhereATruncatedGzipBreaksOff() throws IOException {
    byte[] whole = gzip("a\n".repeat(1_000));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 12)))
        .isInstanceOf(SendFailedException.class)
        .hasMessageStartingWith("test can't be read after line ");
  }

  @Test
  void saysWhatIsWrongWithAFileThatCannotBeRead() {
    assertThatThrownBy(() -> EventLines.open("no-such-file", InputStream.nullInputStream()))
        .hasMessage("no-such-file does not exist");
    assertThatThrownBy(() -> EventLines.open(directory.toString(), InputStream.nullInputStream()))
        .hasMessageEndingWith("is a directory; name an NDJSON file");
  }

  private static List<EventLine> read(byte[] source) {
    try (EventLines lines = EventLines.of("test", new ByteArrayInputStream(source))) {
      List<EventLine> all = new ArrayList<>();
      for (Optional<EventLine> next = lines.next(); next.isPresent(); next = lines.next()) {
        all.add(next.get());
      }
      return all;
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
