package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestCommandTest {
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bootstrap-servers=k:9092",
        "--registry-url=http://r:8081",
        "--prefix=other",
        "--rate=-1"
      })
  void refusesACommandLineThatSaysTooLittle(String option) throws IOException {
    assertThat(ingest(file(), option)).isEqualTo(2);
  }

  @Test
  void saysWhenThereIsNoPipelineToLoadInto() throws IOException {
    assertThat(ingest(file())).isEqualTo(1);
    assertThat(err.toString()).contains("No pipeline is running").contains("pipeline up");
  }

  /**
   * Checks that the run is refused: its account would not balance, and it would end before the
   * history is loaded.
   */
  @Test
  void loadsNothingIntoAPipelineThatEndsByItself() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    Path running = Files.createDirectories(directory.resolve("data")).resolve("running.json");
    Files.writeString(
        running,
        """
        {"launcher":{"name":"pipeline up","pid":%d,"started":"%s"},"children":[],"endsByItself":true,
         "endpoints":{"queueUrl":"http://q:1/q","sqs":"http://q:1","broker":"k:1","registry":"http://r:1",
           "ingestion":"http://i:1","consumption":"http://c:1","postgresPort":1}}"""
            .formatted(self.pid(), self.info().startInstant().orElseThrow()));

    assertThat(ingest(file())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: This pipeline ends when its own events are loaded, and its account knows no"
                + " others; start it without --exit-when-loaded.");
  }

  @Test
  void saysWhenThereIsNothingToRead() {
    Path none = directory.resolve("none.ndjson");

    assertThat(ingest(none, "--bootstrap-servers=k:9092", "--registry-url=http://r:8081"))
        .isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("pipeline: " + none + " does not exist");
  }

  private Path file() throws IOException {
    return Files.writeString(directory.resolve("events.ndjson"), "{}\n");
  }

  private int ingest(Path path, String... options) {
    List<String> words = new ArrayList<>(List.of("ingest", path.toString()));
    words.add("--data-dir=" + directory.resolve("data"));
    words.addAll(List.of(options));
    return Pipeline.run(
        new PrintWriter(new StringWriter(), true),
        new PrintWriter(err, true),
        words.toArray(String[]::new));
  }
}
