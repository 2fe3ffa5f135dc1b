package io.loyalty.ingestion.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.schemas.contract.EventCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateContractTest {
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final String TODAY =
      CATALOGUE.find("member-enrolled").orElseThrow().schemas().current();
  private static final String SECRET = "jane@example.org@";

  @Test
  void validatesEventsOfItsTypeAgainstTheCandidate_andOthersAgainstTheirContracts()
      throws UnusableCandidateException {
    CandidateContract candidate = of(TODAY.replaceFirst("\"POS\"", "\"POS\", \"FAX\""));
    assertThat(validate(candidate, enrolled("FAX", "jane@example.org")))
        .isInstanceOf(Validated.Valid.class);
    assertThat(validate(of(TODAY), enrolled("FAX", "jane@example.org")))
        .isInstanceOf(Validated.Invalid.class);
    assertThat(validate(candidate, event("offer-viewed", "{\"memberId\":\"m\",\"offerId\":\"o\"}")))
        .isInstanceOf(Validated.Valid.class);
    assertThat(validate(candidate, event("offer-viewed", "{\"memberId\":\"m\"}")))
        .isInstanceOf(Validated.Invalid.class);
  }

  @Test
  void aTypeThatIsNewIsTriedAsWell() throws UnusableCandidateException {
    CandidateContract candidate =
        of(
            TODAY
                .replace("\"member-enrolled\"", "\"member-left\"")
                .replace("bi.member_enrolled", "bi.member_left"));
    Envelope left =
        event(
            "member-left",
            "{\"memberId\":\"m\",\"enrolledOn\":\"2026-02-28\",\"channel\":\"POS\"}");
    assertThat(validate(candidate, left)).isInstanceOf(Validated.Valid.class);
  }

  @Test
  void whatTodaysContractHoldsForPersonalStaysMasked_whateverTheCandidateSays()
      throws UnusableCandidateException {
    String careless = TODAY.replaceAll(",?\\s*\"pii\"\\s*:\\s*\"[a-z]+\"", "");
    assertThat(careless).isNotEqualTo(TODAY);
    Envelope event = enrolled("POS", SECRET);
    CandidateContract candidate = of(careless);
    Validated unmasked = candidate.validator().validate(event, Instant.now());
    assertThat(violations(unmasked)).extracting(Violation::found).anyMatch(this::tells);

    assertThat(violations(candidate.masked(unmasked, event)))
        .isNotEmpty()
        .extracting(Violation::found)
        .noneMatch(this::tells)
        .contains("masked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{}",
        "\"string\"",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}"
      })
  void saysWhyATextIsNoContract(String text) {
    assertThatThrownBy(() -> of(text))
        .isInstanceOf(UnusableCandidateException.class)
        .message()
        .isNotBlank();
  }

  private boolean tells(String found) {
    return found.contains("jane");
  }

  private static List<Violation> violations(Validated validated) {
    return ((Validated.Invalid) validated).violations();
  }

  private static CandidateContract of(String text) throws UnusableCandidateException {
    return CandidateContract.of(text, CATALOGUE, RecordProperties.defaults(), Clock.systemUTC());
  }

  private static Validated validate(CandidateContract candidate, Envelope event) {
    return candidate.masked(candidate.validator().validate(event, Instant.now()), event);
  }

  private static Envelope enrolled(String channel, String email) {
    return event(
        "member-enrolled",
        "{\"memberId\":\"m\",\"enrolledOn\":\"2026-02-28\",\"channel\":\"%s\",\"email\":\"%s\"}"
            .formatted(channel, email));
  }

  private static Envelope event(String type, String data) {
    String text =
        "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"%s\",\"source\":\"/s\",\"time\":\"%s\",\"data\":%s}"
            .formatted(UUID.randomUUID(), type, Instant.now().minusSeconds(60), data);
    Opened opened =
        new EnvelopeReader(EnvelopeProperties.defaults())
            .open(text.getBytes(StandardCharsets.UTF_8))
            .get(0);
    return ((Opened.Event) opened).envelope();
  }
}
