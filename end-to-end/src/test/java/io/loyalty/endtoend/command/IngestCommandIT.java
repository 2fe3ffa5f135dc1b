package io.loyalty.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.endtoend.command.PipelineCommand.RunningCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that history is loaded into a running pipeline without the queue, and continues after a
 * stop.
 */
class IngestCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Pattern READ =
      Pattern.compile("(?<read>[\\d,]+) lines read = (?<safe>[\\d,]+) safe on Kafka");

  @TempDir private static Path directory;

  @Test
  void loadsEveryLineOnce_overAStop_andSaysHowToGoOn() throws Exception {
    List<String> bodies =
        new SampleEvents(11, Instant.now()).mixed().stream().map(SampleMessage::body).toList();
    Path history = directory.resolve("history.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(history))) {
      out.write((String.join("\n", bodies) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Path nothing = Files.createFile(directory.resolve("nothing.ndjson"));
    PipelineCommand pipeline = new PipelineCommand(directory);
    RunningCommand up = pipeline.up("--events=" + nothing);
    try {
      await().atMost(PATIENCE).until(() -> says(up, "Ctrl-C stops everything."));

      RunningCommand stopped = pipeline.run("ingest", history.toString(), "--rate=40");
      await().atMost(PATIENCE).until(() -> says(stopped, "% ") && says(stopped, " lines/s"));
      stopped.process().destroy();
      assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(143);
      assertThat(stopped.output())
          .contains("Stopping ...", "Go on with: pipeline ingest " + history);

      RunningCommand second = pipeline.run("ingest", history.toString());
      assertThat(second.exitCode()).as(second.output()).isZero();
      assertThat(second.output()).contains("Complete: every event is published or a dead letter.");
      assertThat(safe(stopped) + safe(second)).isEqualTo(bodies.size());

      RunningCommand third = pipeline.run("ingest", history.toString());
      assertThat(third.exitCode()).as(third.output()).isZero();
      assertThat(safe(third)).as("nothing is left to read").isZero();

      RunningCommand proof = pipeline.run("reconcile");
      await().atMost(PATIENCE).until(() -> !proof.process().isAlive());
      assertThat(proof.exitCode()).as(proof.output()).isZero();
    } finally {
      up.process().destroy();
      up.exitCode();
    }
  }

  private static boolean says(RunningCommand run, String words) throws IOException {
    assertThat(run.process().isAlive()).as(run.output()).isTrue();
    return run.output().contains(words);
  }

  private static int safe(RunningCommand run) throws IOException {
    Matcher found = READ.matcher(run.output());
    assertThat(found.find()).as(run.output()).isTrue();
    assertThat(found.group("read")).isEqualTo(found.group("safe"));
    return Integer.parseInt(found.group("safe").replace(",", ""));
  }
}
