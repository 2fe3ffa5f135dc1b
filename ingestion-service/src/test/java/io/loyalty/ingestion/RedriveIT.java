package io.loyalty.ingestion;

import static io.loyalty.ingestion.RedriveRun.outcome;
import static io.loyalty.ingestion.RedriveRun.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.ingestion.flow.Ledger;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.contract.EventCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests redriven dead letters on a real broker: each of their events has one outcome, shown by its
 * resolution, and live traffic is neither counted nor held.
 */
@ExtendWith(LocalStackExtension.class)
class RedriveIT {
  private static final Logger log = LoggerFactory.getLogger(RedriveIT.class);
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String ENROLLED =
      EventCatalogue.fromClasspath().find("member-enrolled").orElseThrow().schemas().current();
  private static final String TO_WEB =
      "patch=[{\"op\":\"test\",\"path\":\"/data/channel\",\"value\":\"www\"},"
          + "{\"op\":\"replace\",\"path\":\"/data/channel\",\"value\":\"WEB\"}]";

  private final LocalStack stack;
  @TempDir private Path directory;

  RedriveIT(LocalStack stack) {
    this.stack = stack;
  }

  @Test
  void eachEventHasItsOutcome_andLiveTrafficDoesNotSeeIt() {
    try (Programme programme = Programme.onStandardQueue(stack).start();
        RedriveRun run = new RedriveRun(stack, programme, "run-1")) {
      String passes = run.event(enrolled("POS"), "dry_run=true");
      String fails = run.event(enrolled("www"), "dry_run=true");
      String patched = run.event(enrolled("www"), "dry_run=true", TO_WEB);
      String notTested = run.event(enrolled("fax"), "dry_run=true", TO_WEB);
      String underCandidate =
          run.event(
              enrolled("FAX"),
              "dry_run=true",
              "candidate=" + ENROLLED.replaceFirst("\"POS\"", "\"POS\", \"FAX\""));
      String publishedId = UUID.randomUUID().toString();
      String published = run.event(enrolled(publishedId, "POS"));
      String publishedPatchedId = UUID.randomUUID().toString();
      String publishedPatched = run.event(enrolled(publishedPatchedId, "www"), TO_WEB);
      String refused = run.event(enrolled("www"));
      String unpatchable = run.event("not json", TO_WEB);
      String noSuchPlace =
          run.event(enrolled("www"), "patch=[{\"op\":\"remove\",\"path\":\"/data/nothing\"}]");
      List<String> inMessage =
          IntStream.range(0, 300).mapToObj(n -> UUID.randomUUID().toString()).toList();
      String several =
          run.message(
              "[%s,%s]"
                  .formatted(
                      String.join(",", inMessage.stream().map(id -> enrolled(id, "POS")).toList()),
                      enrolled("www")));

      Map<String, Topics.Landed> resolutions = run.account(10 + 301);

      assertThat(outcome(resolutions, passes + ":0")).isEqualTo("would-pass null");
      assertThat(outcome(resolutions, fails + ":0")).isEqualTo("would-fail invalid");
      assertThat(violations(resolutions.get(fails + ":0")))
          .singleElement()
          .asString()
          .contains("/data/channel", "allowed-values");
      assertThat(outcome(resolutions, patched + ":0")).isEqualTo("would-pass null");
      assertThat(outcome(resolutions, notTested + ":0"))
          .isEqualTo("would-fail patch-not-applicable");
      assertThat(outcome(resolutions, underCandidate + ":0")).isEqualTo("would-pass null");
      assertThat(outcome(resolutions, published + ":0")).isEqualTo("published null");
      assertThat(outcome(resolutions, publishedPatched + ":0")).isEqualTo("published null");
      assertThat(outcome(resolutions, refused + ":0")).isEqualTo("refused-again invalid");
      assertThat(outcome(resolutions, unpatchable + ":0"))
          .isEqualTo("refused-again patch-not-applicable");
      assertThat(outcome(resolutions, noSuchPlace + ":0"))
          .isEqualTo("refused-again patch-not-applicable");
      for (int position = 0; position < 300; position++) {
        assertThat(outcome(resolutions, several + ":" + position)).isEqualTo("published null");
      }
      assertThat(outcome(resolutions, several + ":300")).isEqualTo("refused-again invalid");
      List<String> expected = new ArrayList<>(inMessage);
      expected.addAll(List.of(publishedId, publishedPatchedId));
      assertThat(programme.topics().events())
          .extracting(Topics.Landed::eventId)
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(programme.topics().events("member-enrolled"))
          .filteredOn(each -> each.eventId().equals(publishedPatchedId))
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.value().get("channel")).hasToString("WEB");
                assertThat(each.header("ce_id")).isEqualTo(publishedPatchedId);
                assertThat(each.header("ce_source")).isEqualTo("/pos/319");
              });
      assertThat(programme.topics().resolutions()).hasSize(311);
      assertThat(counted(programme, "published")).isEqualTo(302);
      assertThat(counted(programme, "refused-again")).isEqualTo(4);
      assertThat(counted(programme, "would-pass")).isEqualTo(3);
      assertThat(counted(programme, "would-fail")).isEqualTo(2);
      seesNothing(programme);
    }
  }

  @Test
  void recordsThatAreNoRedrivesStopNothing() {
    try (Programme programme = Programme.onStandardQueue(stack).start();
        RedriveRun run = new RedriveRun(stack, programme, "run-2")) {
      run.raw("key", "garbage", Map.of());
      run.raw(null, null, Map.of());
      run.raw("key", enrolled("POS"), Map.of("redrive_id", "run-2"));
      run.raw("key", enrolled("POS"), Map.of("redrive_id", "\0", "dead_letter_id", "é"));
      String unknownKind = run.event(enrolled("POS"), "original_kind=RECORD");
      String unknownRun = run.event(enrolled("POS"), "dry_run=perhaps");
      String publishesCandidate = run.event(enrolled("POS"), "candidate={}");
      String noCandidate = run.event(enrolled("POS"), "dry_run=true", "candidate=nonsense");
      String noPatch = run.event(enrolled("POS"), "dry_run=true", "patch={}");
      String deep =
          run.event("[".repeat(100_000) + "]".repeat(100_000), "dry_run=true", "patch=[]");
      String empty = run.message("", "dry_run=true");
      String last = run.event(enrolled("POS"), "dry_run=true");

      Map<String, Topics.Landed> resolutions = run.account(8);

      assertThat(outcome(resolutions, unknownKind + ":0"))
          .isEqualTo("refused-again malformed-redrive");
      assertThat(outcome(resolutions, unknownRun + ":0")).isEqualTo("would-fail malformed-redrive");
      assertThat(outcome(resolutions, publishesCandidate + ":0"))
          .isEqualTo("refused-again malformed-redrive");
      assertThat(outcome(resolutions, noCandidate + ":0"))
          .isEqualTo("would-fail candidate-unusable");
      assertThat(outcome(resolutions, noPatch + ":0")).isEqualTo("would-fail patch-not-applicable");
      assertThat(outcome(resolutions, deep + ":0")).isEqualTo("would-fail patch-not-applicable");
      assertThat(outcome(resolutions, empty + ":0")).isEqualTo("would-fail empty-message");
      assertThat(outcome(resolutions, last + ":0")).isEqualTo("would-pass null");
      assertThat(counted(programme, "skipped")).isEqualTo(4);
      assertThat(programme.topics().events()).isEmpty();
      assertThat(programme.state()).isEqualTo(FlowState.RUNNING);
      seesNothing(programme);
    }
  }

  @Test
  void killedBetweenEventAndResolution_readsAgain_andTellsTheSameOfTheSame() throws Exception {
    int records = 50;
    Set<String> sent = new HashSet<>();
    try (Programme programme = Programme.onStandardQueue(stack);
        RedriveRun run = new RedriveRun(stack, programme, "run-3")) {
      Acls acls =
          Acls.forbidWriting(
              stack.bootstrapServers(), programme.prefix() + ".dead-letter-resolution");
      try (ServiceProcess service =
          ServiceProcess.start(
              directory.resolve("killed.log"), programme.arguments(), "-Xmx256m")) {
        await().atMost(SOON).until(() -> service.output().contains("Receiving"));
        for (int number = 0; number < records; number++) {
          String id = UUID.randomUUID().toString();
          sent.add(id);
          run.event(SampleEvents.points(id, "m" + number % 7, number));
        }
        run.flush();
        await().atMost(SOON).until(() -> programme.topics().events().size() == records);
        service.kill();
      }
      assertThat(run.resolutions()).isEmpty();
      assertThat(run.committed()).as("nothing is settled").isZero();
      acls.allow();

      programme.start();

      Map<String, Topics.Landed> resolutions = run.account(records);
      assertThat(resolutions.values())
          .allSatisfy(each -> assertThat(each.value().get("outcome")).hasToString("published"));
      List<Topics.Landed> events = programme.topics().events();
      assertThat(events).as("twice each, as duplicates").hasSize(2 * records);
      assertThat(events).extracting(Topics.Landed::eventId).hasSameElementsAs(sent);
      assertThat(programme.topics().resolutions()).hasSize(records);
    }
  }

  @Test
  void aStopAndAnOutageInTheMidstOfARunLoseNothing_andRepeatNothingThatIsSettled() {
    int half = 1_000;
    try (Programme programme = Programme.onStandardQueue(stack).start();
        RedriveRun run = new RedriveRun(stack, programme, "run-4")) {
      // The first half waits for permission, so that it is in work at the stop.
      Acls acls =
          Acls.forbidWriting(stack.bootstrapServers(), programme.prefix() + ".points-collected");
      for (int number = 0; number < half; number++) {
        run.event(SampleEvents.points(UUID.randomUUID().toString(), "m" + number % 7, number));
      }
      run.flush();
      await()
          .atMost(SOON)
          .until(() -> programme.reason() != null && programme.reason().contains("is held"));
      assertThat(programme.state()).isEqualTo(FlowState.RUNNING);
      programme.send(SampleEvents.event("offer-viewed"));
      await().atMost(SOON).until(() -> programme.topics().events().size() == 1);
      programme.stop();
      assertThat(run.resolutions()).isEmpty();
      acls.allow();

      programme.start();
      await().atMost(SOON).until(() -> !run.resolutions().isEmpty());
      stack.stopBroker();
      stack.startBroker();
      for (int number = half; number < 2 * half; number++) {
        run.event(SampleEvents.points(UUID.randomUUID().toString(), "m" + number % 7, number));
      }

      run.account(2 * half);
      Set<String> landed = new HashSet<>();
      List<Topics.Landed> events = programme.topics().events("points-collected");
      events.forEach(each -> landed.add(each.eventId()));
      assertThat(landed).hasSize(2 * half);
      inOrderOfTheRun(events);
    }
  }

  /**
   * Counts the dry runs per second by the timestamps of the resolutions; {@code
   * -Dredrive.records=100000} gives a figure.
   */
  @Test
  void aDryRunOfManyEndsWithOneResolutionEach() {
    int records = Integer.getInteger("redrive.records", 2_000);
    try (Programme programme = Programme.onStandardQueue(stack).start();
        RedriveRun run = new RedriveRun(stack, programme, "run-5")) {
      programme.stop();
      for (int number = 0; number < records; number++) {
        run.event(enrolled(number % 8 == 0 ? "www" : "POS"), "dry_run=true", TO_WEB);
      }
      run.flush();

      programme.start();

      Map<String, Topics.Landed> resolutions = run.account(records);
      long began = resolutions.values().stream().mapToLong(RedriveIT::time).min().orElseThrow();
      long ended = resolutions.values().stream().mapToLong(RedriveIT::time).max().orElseThrow();
      log.info(
          "{} dry runs with a patch in {} ms, {}/s",
          records,
          ended - began,
          records * 1_000L / Math.max(1, ended - began));
      double patched =
          IntStream.range(0, records).filter(number -> number % 8 == 0).toArray().length;
      assertThat(counted(programme, "would-pass")).isEqualTo(patched);
      assertThat(programme.topics().events()).isEmpty();
      seesNothing(programme);
    }
  }

  private static long time(Topics.Landed landed) {
    return landed.record().timestamp();
  }

  /** Checks that each member's points, without duplicates, are in the order of the run. */
  private static void inOrderOfTheRun(List<Topics.Landed> events) {
    for (int member = 0; member < 7; member++) {
      String key = "m" + member;
      Set<String> seen = new HashSet<>();
      List<Long> points =
          events.stream()
              .filter(each -> each.record().key().equals(key) && seen.add(each.eventId()))
              .map(each -> (Long) each.value().get("points"))
              .toList();
      assertThat(points).isSorted();
    }
  }

  /** Checks that neither the ledger nor the refusals' counters have changed. */
  private static void seesNothing(Programme programme) {
    assertThat(programme.totals().messages()).isEqualTo(new Ledger.MessageTotals(0, 0, 0, 0));
    assertThat(programme.totals().events())
        .allSatisfy(each -> assertThat(each.received() + each.deadLettered()).isZero());
    assertThat(programme.meters().find("ingestion.violations").counters()).isEmpty();
  }

  private static double counted(Programme programme, String outcome) {
    return programme.meters().counter("ingestion.redrive.events", "outcome", outcome).count();
  }

  private static String enrolled(String channel) {
    return enrolled(UUID.randomUUID().toString(), channel);
  }

  private static String enrolled(String id, String channel) {
    return SampleEvents.event(
        "member-enrolled",
        id,
        "{\"memberId\":\"m-1\",\"enrolledOn\":\"2026-02-28\",\"channel\":\"%s\"}"
            .formatted(channel));
  }
}
