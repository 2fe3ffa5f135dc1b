package io.loyalty.ingestion.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  @Test
  void countsLinesAndBytes_alsoOfTheLastLineWithoutAnEnd() throws Exception {
    List<Line> lines = lines("a\r\n\n  \nbcd");

    assertThat(lines).extracting(LineReaderTest::text).containsExactly("a", "", "  ", "bcd");
    assertThat(lines).extracting(Line::isBlank).containsExactly(false, true, true, false);
    assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 3L, 4L);
    assertThat(lines).extracting(Line::end).containsExactly(3L, 4L, 7L, 10L);
  }

  @Test
  void findsNothingInNothing() throws Exception {
    assertThat(lines("")).isEmpty();
  }

  @Test
  void goesOnWhereItWasTold() throws Exception {
    LineReader reader = new LineReader(stream("b\n"), 1, 2);

    assertThat(reader.next()).extracting(Line::number, Line::end).containsExactly(2L, 4L);
    assertThat(reader.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {65_535, 65_536, 65_537, 200_000})
  void keepsLinesWholeThatAreLongerThanItsBuffer(int length) throws Exception {
    String text = "x".repeat(length);

    assertThat(lines(text + "\nb\n" + text + "\r\n"))
        .extracting(LineReaderTest::text)
        .containsExactly(text, "b", text);
  }

  @Test
  void skipsALineThatIsTooLong_andReadsTheNext() throws Exception {
    String longest = "x".repeat(LineReader.LONGEST);

    List<Line> lines = lines(longest + "\r\n" + longest + "y\nb\n");

    assertThat(lines).extracting(Line::isTooLong).containsExactly(false, true, false);
    assertThat(lines.get(0).body()).hasSize(LineReader.LONGEST);
    assertThat(text(lines.get(2))).isEqualTo("b");
    assertThat(lines.get(2).end()).isEqualTo(2L * LineReader.LONGEST + 6);
  }

  private static List<Line> lines(String text) throws IOException {
    LineReader reader = new LineReader(stream(text), 0, 0);
    List<Line> lines = new ArrayList<>();
    for (Line line = reader.next(); line != null; line = reader.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static String text(Line line) {
    return new String(line.body(), StandardCharsets.UTF_8);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
