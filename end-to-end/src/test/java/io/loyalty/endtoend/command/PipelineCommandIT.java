package io.loyalty.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.endtoend.command.PipelineCommand.Result;
import io.loyalty.endtoend.command.PipelineCommand.RunningCommand;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the command as a new user runs it, from one start to the next, on the data of the previous
 * one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @TempDir private static Path directory;
  private PipelineCommand pipeline;
  private List<SampleMessage> sample;
  private Path events;
  private final List<RunningCommand> started = new ArrayList<>();

  @BeforeAll
  void prepare() throws IOException {
    pipeline = new PipelineCommand(directory);
    sample = new SampleEvents(9, Instant.now()).mixed();
    List<String> bodies = sample.stream().map(SampleMessage::body).toList();
    List<String> all = new ArrayList<>(bodies);
    all.addAll(MessagesHardToCount.bodies());
    events = Files.write(directory.resolve("events.ndjson"), all);
  }

  @AfterAll
  void stopEverything() throws InterruptedException {
    for (RunningCommand run : started) {
      run.process().destroy();
      run.exitCode();
    }
  }

  @Test
  @Order(1)
  void runsUntilItIsToldToStopAndLeavesNoProcess() throws Exception {
    RunningCommand up = started(pipeline.upWhole("--events=" + events));
    awaitOutput(up, "Ctrl-C stops everything.");

    says(pipeline.up(), 1, "The pipeline is running already");
    says(pipeline.upIn(directory.resolve("other")), 1, "in use by another process");
    await("ingestion runs, though its broker took its time")
        .atMost(PATIENCE)
        .untilAsserted(() -> says(pipeline.call("status"), 0, "ingestion    RUNNING"));
    says(pipeline.call("status"), 0, "streams      RUNNING");
    says(pipeline.call("status", "--json"), 0, "\"eventType\" : \"purchase-transaction\"");
    assertThat(opened(up.output())).contains("Unaccounted", "purchase-transaction");
    assertThat(opened(up.output())).contains("This link was used before");
    assertThat(opened(pipeline.call("console").all(), "/asyncapi.json"))
        .isEqualTo(pipeline.runAlone("asyncapi").result().output());
    Path tooLong = Files.writeString(directory.resolve("long"), "x".repeat(1024 * 1024 + 1));
    says(pipeline.call("event-types"), 0, "bi.purchase_transaction");
    says(pipeline.call("event-types", "offer-viewed"), 0, "\"specversion\" : \"1.0\"");
    says(pipeline.call("validate", events.toString()), 1, checked());
    says(pipeline.call("send", tooLong.toString()), 1, "not sent: line 1 is longer than");

    says(pipeline.call("reconcile", "--deep"), 0, "nothing is unaccounted for");
    List<ProcessHandle> processes = processesOf(up);
    says(pipeline.run("down"), 0, "Stopped: the pipeline");
    assertThat(up.exitCode()).isEqualTo(143);
    awaitEnd(processes);
    says(pipeline.call("status"), 1, "No pipeline is running");
    says(pipeline.run("down"), 0, "The pipeline is not running.");
  }

  @Test
  @Order(2)
  void isWholeWithoutStreams_andLeavesNoProcessWhenItIsKilled() throws Exception {
    RunningCommand up = started(pipeline.upWhole("--events=" + events, "--without-streams"));
    awaitOutput(up, "Ctrl-C stops everything.");
    says(pipeline.call("reconcile", "--deep"), 0, "nothing is unaccounted for");
    assertThat(opened(up.output()))
        .contains("No stream-service is configured")
        .doesNotContain("stream-service does not answer");

    List<ProcessHandle> processes = processesOf(up);
    up.process().destroyForcibly();
    awaitEnd(processes);
    assertThat(pipeline.run("down").exitCode()).isZero();
    says(pipeline.call("status"), 1, "No pipeline is running");
  }

  @Test
  @Order(3)
  void endsWithABalancedAccountInWhichWhatWasLoadedBeforeIsADuplicate() throws Exception {
    RunningCommand up = started(pipeline.up("--events=" + events, "--exit-when-loaded"));
    says(up, 0, "Balanced: sent ");
    assertThat(up.output()).containsPattern("dead letters sent again +- +0 +[1-9]\\d* +0 +0\n");
    assertThat(up.output()).containsPattern("total +[\\d,]+ +0 +[\\d,]+ +0 +0\n");
  }

  /** Returns the expected end of validating the sample, which knows the faults of its events. */
  private String checked() {
    long all =
        MessagesHardToCount.EVENTS
            + sample.stream().mapToLong(message -> message.events().size()).sum();
    long valid =
        MessagesHardToCount.VALID
            + sample.stream()
                .flatMap(message -> message.events().stream())
                .filter(SampleEvent::valid)
                .count();
    return String.format(
        Locale.ROOT,
        "Checked %,d events in %,d lines: %,d valid, %,d invalid.",
        all,
        sample.size() + MessagesHardToCount.bodies().size(),
        valid,
        all - valid);
  }

  private RunningCommand started(RunningCommand run) {
    started.add(run);
    return run;
  }

  private static void says(RunningCommand run, int exitCode, String words) throws Exception {
    says(run.result(), exitCode, words);
  }

  private static void says(Result run, int exitCode, String words) {
    assertThat(run.exitCode()).as(run.all()).isEqualTo(exitCode);
    assertThat(run.all()).contains(words);
  }

  private static void awaitOutput(RunningCommand run, String words) {
    await("output: " + words)
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(run.process().isAlive()).as(run.output()).isTrue();
              return run.output().contains(words);
            });
  }

  /** Opens the last link to the console in an output, as a browser does; returns the page. */
  private static String opened(String output) throws IOException, InterruptedException {
    return opened(output, "/");
  }

  /** Signs in by the last link to the console in an output, and returns another page. */
  private static String opened(String output, String path)
      throws IOException, InterruptedException {
    List<String> links =
        Pattern.compile("http://\\S+/login/once\\?token=\\S+")
            .matcher(output)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(links).as(output).isNotEmpty();
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    URI link = URI.create(links.get(links.size() - 1));
    String first = page(browser, link);
    return path.equals("/") ? first : page(browser, link.resolve(path));
  }

  private static String page(HttpClient browser, URI address)
      throws IOException, InterruptedException {
    return browser
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    await("all processes have gone")
        .atMost(PATIENCE)
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Returns all processes that it started; the database server is detached from them. */
  private List<ProcessHandle> processesOf(RunningCommand run) throws IOException {
    List<ProcessHandle> processes = new ArrayList<>(run.process().descendants().toList());
    Path pidFile = pipeline.data().resolve("local-stack/postgres/data/postmaster.pid");
    String pid = Files.readAllLines(pidFile).get(0).strip();
    processes.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    assertThat(processes).as("stack, registry, both services, database").hasSizeGreaterThan(4);
    return processes;
  }
}
