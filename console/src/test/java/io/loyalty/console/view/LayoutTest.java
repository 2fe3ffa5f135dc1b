package io.loyalty.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.SharedConsole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LayoutTest {
  @RegisterExtension static final SharedConsole console = new SharedConsole();

  @Test
  void everyPageHasAButtonForTimesInUtc_whichOnlyTheScriptShows() {
    for (String page : new String[] {"/doctor", "/sources", "/dead-letters"}) {
      assertThat(console.bob().page(page))
          .as(page)
          .contains(
              "<button type=\"button\" id=\"utc\" aria-pressed=\"false\" hidden>Times in UTC</button>");
    }
  }

  @Test
  void aTimeIsInUtcWithoutAScript() {
    console
        .consumption()
        .answers(
            "GET /audit",
            """
            {"entries": [{"at": "2026-01-31T12:00:00Z", "actor": "a", "action": "b", "subject": "c", "detail": {}}], "next": null}\
            """);

    assertThat(console.bob().page("/doctor/audit"))
        .contains("<time datetime=\"2026-01-31T12:00:00Z\">2026-01-31 12:00:00 UTC</time>");
  }
}
