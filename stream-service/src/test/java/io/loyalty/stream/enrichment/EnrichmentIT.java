package io.loyalty.stream.enrichment;

import static io.loyalty.stream.enrichment.MemberEvents.enrolment;
import static io.loyalty.stream.enrichment.MemberEvents.points;
import static io.loyalty.stream.enrichment.MemberEvents.received;
import static io.loyalty.stream.enrichment.MemberEvents.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.stream.Programme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests on real parts that a basket which waits outlives the process, with and without its disk.
 */
@ExtendWith(LocalStackExtension.class)
class EnrichmentIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  /** At the till, which is an hour ahead of UTC. */
  private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.ofHours(1));

  @TempDir private Path state;

  @Test
  void joinsWhatComesAfterARestart(LocalStack stack) {
    String disk = "stream.state-directory=" + state.resolve("kept");
    restarts(new Programme(stack, "enrichment_restart", state), disk, disk);
  }

  @Test
  void joinsWhatComesAfterARestart_whenTheDiskIsGone(LocalStack stack) {
    restarts(
        new Programme(stack, "enrichment_restore", state),
        "stream.state-directory=" + state.resolve("lost"),
        "stream.state-directory=" + state.resolve("new"));
  }

  private void restarts(Programme opened, String diskBefore, String diskAfter) {
    String only = "stream.stages=enrichment";
    try (Programme programme = opened.withTopics()) {
      PurchaseTransaction basket = sale("m-1", "R-1", now);
      try (var first = programme.start(only, diskBefore)) {
        Programme.awaitRunning(first);
        programme.send(enrolment("m-1", today.minusDays(7), now.minusSeconds(9)).build());
        programme.send(received("m-1", "O-1", now.minusSeconds(8)));
        programme.send(basket);
        programme.send(sale("m-1", "R-2", now.plusMillis(1)));
        await()
            .atMost(PATIENCE)
            .until(() -> programme.read("enrichment", PurchaseTransaction.class) == 2);
        assertThat(programme.committed(PurchaseEnriched.class)).isEmpty();
      }
      try (var second = programme.start(only, diskAfter)) {
        Programme.awaitRunning(second);
        programme.send(basket);
        programme.send(points("m-1", "R-2", 2, now.plusMillis(3)));
        programme.send(points("m-1", "R-1", 1, now.plusMillis(2)));
        List<PurchaseEnriched> events = programme.awaitCommitted(PurchaseEnriched.class, 2);
        assertThat(events)
            .extracting(PurchaseEnriched::getTransactionId)
            .containsExactly("R-1", "R-2");
        assertThat(events).extracting(PurchaseEnriched::getPointsEarned).containsExactly(1L, 2L);
        assertThat(events)
            .allSatisfy(
                event -> {
                  assertThat(event.getEnrolmentChannel()).isEqualTo("IOS");
                  assertThat(event.getDaysSinceEnrolment()).isEqualTo(7);
                  assertThat(event.getOpenOffers()).containsExactly("O-1");
                });
      }
    }
  }
}
