package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests history from files instead of a queue; every run ends with its account. */
@Timeout(600)
@ExtendWith(LocalStackExtension.class)
class FilesIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final int MEBIBYTE = 1024 * 1024;

  @TempDir private Path directory;

  @Test
  void aDirectoryBecomesEventsAndDeadLetters_andTheProcessEndsWithTheAccount(LocalStack stack)
      throws Exception {
    List<String> plain = points("a", 300);
    plain.add(17, "no event");
    plain.add(18, "");
    plain.add(
        "[" + SampleEvents.event("offer-viewed") + "," + SampleEvents.event("offer-viewed") + "]");
    plain.add(SampleEvents.sns(SampleEvents.eventBridge("device-login")));
    plain.add("{\"pad\":\"" + "x".repeat(2 * MEBIBYTE) + "\"}");
    write("1.ndjson", plain);
    gzip("2.jsonl.gz", points("b", 200));
    try (Programme programme = Programme.onStandardQueue(stack)) {
      FileRun run = process(programme, directory);

      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output())
          .contains(
              "unknown: 2 events = 0 published + 2 dead-lettered",
              "offer-viewed: 2 events = 2 published + 0 dead-lettered",
              "points-collected: 500 events = 500 published + 0 dead-lettered",
              "505 lines read = 504 safe on Kafka + 1 blank + 0 left.");
      JsonNode account = run.account();
      assertThat(account.get("complete").asBoolean()).isTrue();
      assertThat(account.get("messages").get("deleted").asInt()).isEqualTo(504);
      assertThat(sum(account, "published")).isEqualTo(503);
      assertThat(sum(account, "deadLettered")).isEqualTo(2);
      assertThat(programme.topics().events()).hasSize(503);
      assertThat(programme.topics().deadLetters())
          .extracting(letter -> letter.value().get("queue") + " " + letter.value().get("messageId"))
          .containsExactlyInAnyOrder("1.ndjson line 18", "1.ndjson line 305");
      assertThat(programme.topics().events("points-collected"))
          .as("events of one key stand in the order of the files")
          .filteredOn(landed -> landed.record().key().equals("m-1"))
          .extracting(landed -> String.valueOf(landed.value().get("points")))
          .hasSizeGreaterThan(10)
          .isSortedAccordingTo(Comparator.comparingInt(Integer::parseInt));

      FileRun again = process(programme, directory);
      assertThat(again.exitCode()).as(again.output()).isZero();
      assertThat(again.output()).contains("505 lines of it were safe before");
      assertThat(programme.topics().events()).as("nothing is read twice").hasSize(503);
    }
  }

  @Test
  void aStopAndANewStartLoseNothingAndDoubleNothing(LocalStack stack) throws Exception {
    List<String> lines = points("c", 3_000);
    Path file = gzip("history.ndjson.gz", lines);
    try (Programme programme = Programme.onStandardQueue(stack)) {
      // At this rate the file takes longer than the test.
      programme.start(of(file, "--ingestion.file.rate=5"));
      await().atMost(SOON).until(() -> programme.totals().messages().deleted() > 10);
      Ledger.Totals first = programme.stop();
      assertThat(first.messages().inWork()).isZero();
      assertThat(first.messages().deleted()).isBetween(11L, 2_999L);

      programme.start(of(file));
      awaitComplete(programme);

      Ledger.Totals second = programme.totals();
      assertThat(first.messages().deleted() + second.messages().deleted()).isEqualTo(3_000);
      assertThat(ids(programme)).hasSize(3_000).doesNotHaveDuplicates();
      assertThat(programme.topics().deadLetters()).isEmpty();
    }
  }

  @Test
  void aKilledProcessLosesNothing(LocalStack stack) throws Exception {
    List<String> lines = points("d", 3_000);
    Path file = write("history.ndjson", lines);
    try (Programme programme = Programme.onStandardQueue(stack)) {
      // At this rate the file takes longer than the test.
      FileRun killed = begin(programme, file, "--ingestion.file.rate=5");
      Path progress = directory.resolve("history.ndjson.progress");
      await()
          .atMost(SOON)
          .until(
              () ->
                  Files.exists(progress)
                      && Files.readString(progress).matches("(?s).*\"lines\"\\s*:\\s*[1-9].*"));
      killed.service().kill();
      int before = ids(programme).size();
      assertThat(before).isBetween(1, 2_999);

      FileRun second = process(programme, file);

      assertThat(second.exitCode()).as(second.output()).isZero();
      List<String> landed = ids(programme);
      assertThat(new HashSet<>(landed)).hasSize(3_000);
      assertThat(second.account().get("reading").get("linesBefore").asInt()).isPositive();
      assertThat(landed)
          .as("what came twice was read after the last progress was kept")
          .hasSizeLessThanOrEqualTo(
              before + 3_000 - second.account().get("reading").get("linesBefore").asInt());
      assertThat(programme.topics().deadLetters()).isEmpty();
    }
  }

  @Test
  void holdsTheRateByTheClock(LocalStack stack) throws Exception {
    Path file = write("history.ndjson", points("e", 600));
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.start(of(file, "--ingestion.file.rate=200"));
      awaitComplete(programme);

      assertThat(programme.sinceItStarted()).isGreaterThan(Duration.ofMillis(2_500));
      programme.account(600, 600, 0);
    }
  }

  @Test
  void standardInputIsReadToItsEnd(LocalStack stack) throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      FileRun run = begin(programme, Path.of("-"));
      try (OutputStream in = new GZIPOutputStream(run.service().input())) {
        for (String line : points("f", 50)) {
          in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }

      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.account().get("reading").get("totalBytes").isNull()).isTrue();
      assertThat(ids(programme)).hasSize(50).doesNotHaveDuplicates();
    }
  }

  @Test
  void aBrokenGzipFileEndsWithOneSentenceAndCodeOne_andWhatCameBeforeIsThere(LocalStack stack)
      throws Exception {
    Path file = gzip("history.ndjson.gz", points("g", 2_000));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    try (Programme programme = Programme.onStandardQueue(stack)) {
      FileRun run = process(programme, file);

      assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
      int lines = run.account().get("reading").get("lines").asInt();
      assertThat(lines).isBetween(100, 1_999);
      assertThat(run.output())
          .contains("can't be read after line " + lines + ": the file ends too early.")
          .doesNotContain("\tat ");
      assertThat(ids(programme)).hasSize(lines).doesNotHaveDuplicates();
      assertThat(sum(run.account(), "published")).isEqualTo(lines);
    }
  }

  @Test
  void aLineThatNoDeadLetterCanHoldIsLeft_andTheOthersGoOn(LocalStack stack) throws Exception {
    List<String> lines = points("h", 20);
    lines.add(10, "x".repeat(5 * MEBIBYTE));
    Path file = write("history.ndjson", lines);
    try (Programme programme = Programme.onStandardQueue(stack)) {
      FileRun run = process(programme, file);

      assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
      assertThat(run.output())
          .contains("21 lines read = 20 safe on Kafka + 0 blank + 1 left.")
          .contains("Not complete: line 11 of history.ndjson is the first line that is left.");
      assertThat(ids(programme)).hasSize(20);
      assertThat(run.account().get("messages").get("returned").asInt()).isEqualTo(1);

      programme.start(of(file, "--ingestion.envelope.max-size=16MB"));
      programme.historyRun().awaitEnd();
      assertThat(programme.historyRun().account().orElseThrow().reading().linesBefore())
          .as("it was never passed over")
          .isEqualTo(10);
    }
  }

  @Test
  void readsAFileBesideAQueue_andGoesOnWithTheQueue(LocalStack stack) throws Exception {
    Path file = write("history.ndjson", points("i", 20));
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.start("--ingestion.file.path=" + file);
      await().atMost(SOON).until(() -> programme.totals().messages().deleted() == 20);
      programme.sendAll(points("q", 30));

      programme.account(50, 50, 0);

      assertThat(programme.state()).isEqualTo(FlowState.RUNNING);
    }
  }

  @Test
  void refusesToStart_withNothingToReadFrom(LocalStack stack) {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      assertThatThrownBy(() -> programme.start("--ingestion.queue.url="))
          .hasMessageContaining("set ingestion.queue.url or ingestion.file.path");
    }
  }

  private record FileRun(ServiceProcess service, Path accountFile) {
    int exitCode() throws InterruptedException {
      return service.exitCode();
    }

    String output() throws IOException {
      return service.output();
    }

    JsonNode account() throws IOException {
      return new JsonMapper().readTree(Files.readAllBytes(accountFile));
    }
  }

  private FileRun process(Programme programme, Path path, String... more) throws Exception {
    FileRun run = begin(programme, path, more);
    run.exitCode();
    return run;
  }

  private FileRun begin(Programme programme, Path path, String... more) throws IOException {
    Path account = Files.createTempFile(directory, "account", ".txt");
    List<String> arguments =
        programme.arguments(
            Stream.concat(
                    Stream.of(of(path, more)), Stream.of("--ingestion.file.account=" + account))
                .toArray(String[]::new));
    return new FileRun(
        ServiceProcess.start(Files.createTempFile(directory, "service", ".log"), arguments),
        account);
  }

  private static String[] of(Path path, String... more) {
    return Stream.concat(
            Stream.of("--ingestion.queue.url=", "--ingestion.file.path=" + path), Stream.of(more))
        .toArray(String[]::new);
  }

  private static void awaitComplete(Programme programme) throws InterruptedException {
    programme.historyRun().awaitEnd();
    assertThat(programme.historyRun().account().orElseThrow().complete()).isTrue();
  }

  private static List<String> ids(Programme programme) {
    return programme.topics().events().stream().map(Topics.Landed::eventId).toList();
  }

  private static int sum(JsonNode account, String outcome) {
    int sum = 0;
    for (JsonNode each : account.get("events")) {
      sum += each.get(outcome).asInt();
    }
    return sum;
  }

  /** Returns events of ten members with rising points. */
  private static List<String> points(String name, int count) {
    Set<String> lines =
        IntStream.range(0, count)
            .mapToObj(
                n ->
                    SampleEvents.points(
                        UUID.nameUUIDFromBytes((name + n).getBytes(StandardCharsets.UTF_8))
                            .toString(),
                        "m-" + n % 10,
                        n + 1000 * (name.charAt(0) - 'a')))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new ArrayList<>(lines);
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), lines);
  }

  private Path gzip(String name, List<String> lines) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
