package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.deadletter.DeadLetterWriter;
import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.record.RecordEncoder;
import io.loyalty.ingestion.record.RecordProperties;
import io.loyalty.ingestion.record.RecordValidator;
import io.loyalty.ingestion.recovery.Recovery;
import io.loyalty.ingestion.recovery.ResolutionWriter;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.Redrive;
import io.loyalty.ingestion.topic.OutgoingRecord;
import io.loyalty.ingestion.topic.Published;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.wire.WireFormat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests, step by step, how the flow handles redriven dead letters; the test acts as the broker. */
class RedriveTrafficTest {
  private static final Published TAKEN = new Published(Published.Outcome.ACKNOWLEDGED, null);
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final String RESOLUTIONS = "shop.dead-letter-resolution";
  private static final String VALID = "{\"memberId\":\"m\",\"offerId\":\"o\"}";
  private static final String INVALID = "{\"memberId\":\"m\"}";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Ledger ledger = new Ledger(List.of("offer-viewed"), meters);
  private final Messages messages = new Messages();
  private final LinkedBlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  private final RefusalBreaker breaker = new RefusalBreaker(0.1, 10);
  private final IngestionFlow flow = flow();

  private record Sent(OutgoingRecord record, Consumer<Published> told) {}

  @AfterEach
  void end() throws InterruptedException {
    flow.abandon();
    flow.end(Duration.ofSeconds(10));
    assertThat(ledger.totals().messages()).isEqualTo(new Ledger.MessageTotals(0, 0, 0, 0));
    assertThat(breaker.reason()).isEmpty();
    assertThat(meters.find("ingestion.unknown.fields").counters()).isEmpty();
    assertThat(meters.find("ingestion.violations").counters()).isEmpty();
  }

  @Test
  void aDryRunWritesTheResolutionAlone_andSettlesWhenItIsAcknowledged() throws Exception {
    take("1", event(VALID), redrive(true, null));

    GenericRecord resolution = answerResolution(TAKEN);

    assertThat(resolution.get("outcome")).hasToString("would-pass");
    assertThat(resolution.get("deadLetterId")).hasToString("letter");
    assertThat(resolution.get("redriveId")).hasToString("run");
    assertThat(resolution.get("eventPosition")).isEqualTo(0);
    assertThat(resolution.get("eventType")).hasToString("offer-viewed");
    assertThat(resolution.get("reason")).isNull();
    settled("1");
    assertThat(count("would-pass")).isEqualTo(1);
  }

  @Test
  void whatIsRefusedSaysWhy_andIsNoNewDeadLetter() throws Exception {
    take("1", event(INVALID), redrive(true, null));
    take("2", event(INVALID), redrive(false, null));

    GenericRecord dry = answerResolution(TAKEN);
    GenericRecord real = answerResolution(TAKEN);

    assertThat(dry.get("outcome")).hasToString("would-fail");
    assertThat(real.get("outcome")).hasToString("refused-again");
    for (GenericRecord each : List.of(dry, real)) {
      assertThat(each.get("reason")).hasToString("invalid");
      assertThat(each.get("violations").toString()).contains("required", "/data/offerId");
    }
    settled("1", "2");
  }

  @Test
  void aRedrivePublishesFirst_andItsResolutionFollowsTheAcknowledgement() throws Exception {
    take("1", event(VALID), redrive(false, null));

    Sent event = next();
    assertThat(event.record().topic()).isEqualTo("shop.offer-viewed");
    assertThat(event.record().headers()).containsEntry("ce_type", "offer-viewed");
    assertThat(sent).isEmpty();
    event.told().accept(TAKEN);
    assertThat(messages.acknowledged).isEmpty();

    assertThat(answerResolution(TAKEN).get("outcome")).hasToString("published");
    settled("1");
    assertThat(count("published")).isEqualTo(1);
  }

  @Test
  void aRecordThatTheBrokerRefusesIsRefusedAgain() throws Exception {
    take("1", event(VALID), redrive(false, null));
    next().told().accept(new Published(Published.Outcome.RECORD_REFUSED, "too large"));

    GenericRecord resolution = answerResolution(TAKEN);

    assertThat(resolution.get("outcome")).hasToString("refused-again");
    assertThat(resolution.get("reason")).hasToString("record-refused");
    assertThat(resolution.get("detail")).hasToString("too large");
    settled("1");
  }

  @Test
  void whatIsNotAcknowledgedAtAStopIsGivenBack() throws Exception {
    take("1", event(VALID), redrive(true, null));
    next().told().accept(new Published(Published.Outcome.FAILED, "no broker"));
    await().atMost(Duration.ofMinutes(1)).until(() -> !flow.ready());

    flow.abandon();

    await().atMost(Duration.ofMinutes(1)).until(() -> messages.givenBack.contains("1"));
    assertThat(messages.acknowledged).isEmpty();
    assertThat(count("would-pass")).isZero();
  }

  @Test
  void eachEventOfAMessageHasItsResolution_andIsPatchedForItself() throws Exception {
    String patch = "[{\"op\":\"test\",\"path\":\"/data/offerId\",\"value\":\"o\"}]";
    take(
        "1",
        "[%s,%s,7]".formatted(event(VALID), event(INVALID)),
        new Redrive("run", "letter", true, true, patch, null, null));

    List<GenericRecord> resolutions =
        List.of(answerResolution(TAKEN), answerResolution(TAKEN), answerResolution(TAKEN));

    assertThat(resolutions)
        .extracting(each -> "%s %s".formatted(each.get("eventPosition"), each.get("outcome")))
        .containsExactly("0 would-pass", "1 would-fail", "2 would-fail");
    assertThat(resolutions.get(1).get("reason")).hasToString("patch-not-applicable");
    assertThat(resolutions.get(1).get("violations").toString())
        .contains("/data/offerId", "operation 1 of the patch, test");
    settled("1");
  }

  @Test
  void aPatchMayMakeAnEventPass() throws Exception {
    take(
        "1",
        event(INVALID),
        redrive(false, "[{\"op\":\"add\",\"path\":\"/data/offerId\",\"value\":\"o\"}]"));
    next().told().accept(TAKEN);

    assertThat(answerResolution(TAKEN).get("outcome")).hasToString("published");
    settled("1");
  }

  @Test
  void aMessageThatCanNotBeOpenedIsPatchedAsAWhole() throws Exception {
    String patch = "[{\"op\":\"add\",\"path\":\"/specversion\",\"value\":\"1.0\"}]";
    take(
        "1",
        event(VALID).replace("\"specversion\":\"1.0\",", ""),
        new Redrive("run", "letter", true, true, patch, null, null));

    assertThat(answerResolution(TAKEN).get("outcome")).hasToString("would-pass");
    settled("1");
  }

  @Test
  void aCandidateDecides_andOneThatIsNoContractSaysSo() throws Exception {
    String today = CATALOGUE.find("offer-viewed").orElseThrow().schemas().current();
    String lenient =
        today.replaceFirst(
            "\"name\": \"offerId\",\\s*\"type\": \"string\"",
            "\"name\": \"offerId\", \"type\": [\"null\", \"string\"], \"default\": null");
    assertThat(lenient).isNotEqualTo(today);
    take("1", event(INVALID), new Redrive("run", "letter", false, true, null, lenient, null));
    take("2", event(INVALID), new Redrive("run", "letter", false, true, null, "nonsense", null));

    assertThat(answerResolution(TAKEN).get("outcome")).hasToString("would-pass");
    GenericRecord unusable = answerResolution(TAKEN);
    assertThat(unusable.get("outcome")).hasToString("would-fail");
    assertThat(unusable.get("reason")).hasToString("candidate-unusable");
    settled("1", "2");
  }

  @Test
  void aRecordThatIsNoRedriveIsTold_andOneThatNamesNoDeadLetterIsSkipped() throws Exception {
    take("1", "{}", new Redrive("run", "letter", false, true, null, null, "a header"));
    take("2", "{}", new Redrive(null, "letter", false, true, null, null, null));
    take("3", event(VALID), redrive(true, "no patch"));

    assertThat(answerResolution(TAKEN).get("reason")).hasToString("malformed-redrive");
    assertThat(answerResolution(TAKEN).get("reason")).hasToString("patch-not-applicable");
    settled("2", "1", "3");
    assertThat(count("skipped")).isEqualTo(1);
  }

  private void take(String id, String body, Redrive redrive) {
    Message message = messages.message(id, null);
    flow.ofRedrives()
        .take(
            List.of(
                new Message(
                    message.receipt(),
                    null,
                    body.getBytes(StandardCharsets.UTF_8),
                    Map.of(),
                    redrive)));
  }

  private static Redrive redrive(boolean isDryRun, String patch) {
    return new Redrive("run", "letter", false, isDryRun, patch, null, null);
  }

  private Sent next() throws InterruptedException {
    Sent next = sent.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("a record is sent").isNotNull();
    return next;
  }

  private GenericRecord answerResolution(Published answer) throws InterruptedException {
    Sent resolution = next();
    assertThat(resolution.record().topic()).isEqualTo(RESOLUTIONS);
    assertThat(resolution.record().key()).asString(StandardCharsets.UTF_8).isEqualTo("letter");
    resolution.told().accept(answer);
    return decode(resolution.record().value());
  }

  private void settled(String... ids) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(messages.acknowledged).containsExactlyInAnyOrder(ids));
    assertThat(messages.givenBack).isEmpty();
    assertThat(sent).isEmpty();
  }

  private double count(String outcome) {
    return meters.counter("ingestion.redrive.events", "outcome", outcome).count();
  }

  private static String event(String data) {
    return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"offer-viewed\",\"source\":\"/s\",\"time\":\"%s\",\"data\":%s}"
        .formatted(UUID.randomUUID(), Instant.now().minusSeconds(60), data);
  }

  private static GenericRecord decode(byte[] value) {
    try {
      return new GenericDatumReader<GenericRecord>(CATALOGUE.deadLetterResolution().avro())
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(
                      value,
                      WireFormat.HEADER_BYTES,
                      value.length - WireFormat.HEADER_BYTES,
                      null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IngestionFlow flow() {
    Clock clock = Clock.systemUTC();
    Map<String, Integer> ids =
        CATALOGUE.eventTypes().stream().collect(Collectors.toMap(EventType::name, type -> 1));
    Stations stations =
        new Stations(
            new EnvelopeReader(EnvelopeProperties.defaults()),
            new RecordValidator(CATALOGUE, ids, RecordProperties.defaults(), clock),
            50);
    OutgoingRecords records =
        new OutgoingRecords(
            new DeadLetterWriter(
                "shop.dead-letter",
                new RecordEncoder(CATALOGUE.deadLetter().schemas().current(), 2),
                "test"),
            CATALOGUE,
            "shop");
    ResolutionWriter resolutions =
        new ResolutionWriter(
            RESOLUTIONS,
            new RecordEncoder(CATALOGUE.deadLetterResolution().schemas().current(), 3),
            "test",
            clock);
    Recovery recovery =
        new Recovery(CATALOGUE, RecordProperties.defaults(), clock, resolutions, meters);
    OrderedPublisher publisher =
        new OrderedPublisher((record, told) -> sent.add(new Sent(record, told)), () -> 0);
    return new IngestionFlow(
        stations,
        records,
        recovery,
        ledger,
        publisher,
        new Gate(Optional::empty, Duration.ofSeconds(1), publisher, breaker),
        breaker);
  }
}
