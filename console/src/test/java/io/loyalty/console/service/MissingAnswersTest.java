package io.loyalty.console.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a file that lacks an answer is a fault, and looks like none that is complete. */
class MissingAnswersTest {
  private static VisitedConsole console;
  private static Visit bob;

  @BeforeAll
  static void start() {
    console = new VisitedConsole();
    console.ingestion().close();
    console.consumption().close();
    console.streams().close();
    bob = console.signedIn("bob");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/flow.csv",
        "/flow.json",
        "/flow-hours.csv",
        "/live/stores.csv",
        "/live/stores.json",
        "/live/alerts.csv",
        "/live/alerts.json",
        "/live/store.csv?id=S-1",
        "/live/store.json?id=S-1",
        "/runs.csv",
        "/runs.json",
        "/event-types.csv",
        "/event-types.json",
        "/sources.csv",
        "/sources.json",
        "/sources/show.csv?source=a",
        "/sources/show.json?source=a",
        "/find.csv?q=R-1",
        "/find.json?q=R-1",
        "/find.json?q=018f3c1a-7b5e-7c1d-9a2b-3c4d5e6f7a8b",
        "/dead-letters.csv",
        "/dead-letters.json",
        "/dead-letters/list.csv",
        "/dead-letters/list.json",
        "/doctor/audit.csv",
        "/doctor/audit.json"
      })
  void aFileOfAServiceThatIsDownIsAFaultWithItsSentence(String path) {
    HttpResponse<String> file = bob.get(path);

    assertThat(file.statusCode()).isEqualTo(502);
    assertThat(file.body()).containsPattern("<p class=\"fault\">.*-service does not answer at");
    assertThat(file.headers().firstValue("Content-Disposition")).isEmpty();
  }
}
