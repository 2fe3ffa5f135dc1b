package io.loyalty.endtoend;

import static io.loyalty.endtoend.RefusedEnrolments.ALL;
import static io.loyalty.endtoend.RefusedEnrolments.LONG_MEMBER;
import static io.loyalty.endtoend.RefusedEnrolments.NO_DATE;
import static io.loyalty.endtoend.RefusedEnrolments.PATCH;
import static io.loyalty.endtoend.RefusedEnrolments.WRONG_CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.consumption.RedriveRequest;
import io.loyalty.endtoend.programme.PatientConsumption;
import io.loyalty.localstack.junit.LocalStackExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Tests that what was refused for three causes is brought back as its preview says: one cause is
 * mended by a patch, one by a new version of the contract that is deployed, one is not. A redrive
 * is cancelled and asked for again, and both services are killed.
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedriveIT {
  /** At this rate a redrive takes so long that a cancellation finds it at work. */
  private static final int SLOW = 40;

  /** At this rate the redrive takes longer than what is done with it. */
  private static final int SLOWER = 10;

  private static final int SOME = 100;
  private RefusedEnrolments enrolments;
  private PatientConsumption api;

  @BeforeAll
  void refuseThreeKinds() throws Exception {
    enrolments = RefusedEnrolments.in("redrives");
    api = enrolments.programme().api();
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (enrolments != null) {
      enrolments.programme().end();
    }
  }

  @Test
  void bringsBackWhatItsPreviewSays_eachEventOnce_overCancellationsAndKills() throws Exception {
    assertThat(enrolments.preview(null, null).wouldPass()).as("as they are").isZero();
    Redrive patched = enrolments.preview(PATCH, null);
    assertThat(patched.wouldPass()).isEqualTo(WRONG_CHANNEL);
    assertThat(patched.wouldFail()).isEqualTo(LONG_MEMBER + NO_DATE);
    assertThat(patched.failures().stream().map(Redrive.Failure::count))
        .containsExactly((long) LONG_MEMBER, (long) NO_DATE);
    assertThat(patched.failures().get(0).samples()).hasSize(3);
    assertThat(patched.toString()).doesNotContain("jane@example.org");
    JsonNode longer = enrolments.candidate();
    Redrive candidate = enrolments.preview(PATCH, longer);
    assertThat(candidate.wouldPass()).isEqualTo(WRONG_CHANNEL + LONG_MEMBER);
    assertThat(candidate.wouldFail()).isEqualTo(NO_DATE);

    enrolments.deploy(longer);
    assertThat(enrolments.preview(null, null).wouldPass())
        .as("mended by the new version alone")
        .isEqualTo(LONG_MEMBER);
    Redrive preview = enrolments.preview(PATCH, null);
    assertThat(preview.wouldPass()).isEqualTo(candidate.wouldPass());
    assertThat(enrolments.added()).as("previews change nothing").isZero();
    assertThat(enrolments.open()).isEqualTo(ALL);

    String cancelled = api.redrive(ofPreview(preview, SLOWER)).id();
    api.awaitTried(cancelled, SOME);
    api.cancelRedrive(cancelled);
    String second = enrolments.redrive(SLOW);
    long published = api.redrive(cancelled).published();
    assertThat(published).as("in the middle").isBetween((long) SOME, preview.wouldPass() - 1);
    api.awaitTried(second, SOME);
    enrolments.programme().ingestion().kill();
    enrolments.programme().ingestion().start();
    long before = api.redrive(second).tried();
    enrolments.programme().ingestion().awaitRunning();
    api.awaitTried(second, before);
    enrolments.programme().consumption().kill();
    enrolments.programme().consumption().start();
    Redrive done = api.redriven(second);

    assertThat(done.refusedAgain()).isEqualTo(NO_DATE);
    assertThat(enrolments.published()).isEqualTo(preview.wouldPass());
    enrolments.settle();
    assertThat(enrolments.added()).isEqualTo(preview.wouldPass());
    assertThat(api.refusal(ofPreview(preview, SLOW)))
        .contains("no open dead letter would pass by the preview");
    Redrive again = api.redriven(enrolments.redrive(null));
    assertThat(again.published()).as("a second run").isZero();
    assertThat(again.refusedAgain()).isEqualTo(NO_DATE);
    enrolments.settle();
    assertThat(
            enrolments.number(
                "SELECT min(attempts) FROM pipeline.dead_letter_state WHERE state = 'open'"))
        .isEqualTo(2);
  }

  private static RedriveRequest ofPreview(Redrive preview, int rate) {
    return new RedriveRequest(null, preview.id(), null, null, false, rate);
  }
}
