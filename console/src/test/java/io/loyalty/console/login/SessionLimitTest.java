package io.loyalty.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.HandClock;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import io.loyalty.console.visit.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionLimitTest {
  private final HandClock clock = new HandClock("2026-01-31T12:00:00Z");
  private final VisitedConsole console = new VisitedConsole(clock);
  private final SessionLimit limit = console.part(SessionLimit.class);

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aSessionLastsTwelveHoursAtMost_andWithItWhatAnOpenPageIsSent() throws IOException {
    Visit bob = console.signedIn("bob");
    try (Watch watch = bob.watch("/stream/flow")) {
      clock.turn(Duration.ofHours(12).minusSeconds(1));
      limit.endOld();
      assertThat(bob.get("/find").statusCode()).isEqualTo(200);

      clock.turn(Duration.ofSeconds(1));
      limit.endOld();

      watch.awaitEnd();
      assertThat(Visit.ledTo(bob.get("/find"))).isEqualTo("/login");
    }
  }

  @Test
  void aSessionThatHasEndedIsForgotten() {
    Visit bob = console.signedIn("bob");
    int before = limit.count();
    bob.post("/find", "/logout", Map.of());

    assertThat(limit.count()).isLessThan(before);
  }
}
