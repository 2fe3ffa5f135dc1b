package io.loyalty.console.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneTimeLinkTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Instant WRITTEN = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("link");
    Files.writeString(file, TOKEN + "\n");
    Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
  }

  @Test
  void theTokenIsTakenOnce() {
    OneTimeLink link = linkAt(WRITTEN.plusSeconds(1));

    assertThat(link.takes(TOKEN)).isTrue();
    assertThat(link.takes(TOKEN)).isFalse();
  }

  @Test
  void anotherTokenIsRefused_andTheLinkStays() {
    OneTimeLink link = linkAt(WRITTEN.plusSeconds(1));

    assertThat(link.takes("0123456789abcdef0123456789abcdee")).isFalse();
    assertThat(link.takes("")).isFalse();
    assertThat(link.takes(TOKEN)).isTrue();
  }

  @Test
  void anOldLinkIsRefused() {
    assertThat(linkAt(WRITTEN.plus(Duration.ofMinutes(10))).takes(TOKEN)).isFalse();
  }

  @Test
  void aShortTokenIsNone() throws IOException {
    Files.writeString(file, "");

    assertThat(linkAt(WRITTEN).takes("")).isFalse();
  }

  @Test
  void whoOpensTheLinkIsSignedInAndMayAct() throws IOException {
    Files.writeString(file, TOKEN);
    try (VisitedConsole console =
        new VisitedConsole(
            "--console.one-time-link.token-file=" + file, "--console.one-time-link.name=carol")) {
      Visit visit = console.visit();
      visit.page("/login");
      String before = visit.session();

      assertThat(Visit.ledTo(visit.get("/login/once?token=" + TOKEN))).isEqualTo("/");
      assertThat(visit.session()).isNotEqualTo(before);
      assertThat(visit.page("/")).contains("carol", "may act");
      assertThat(Visit.ledTo(console.visit().get("/login/once?token=" + TOKEN)))
          .isEqualTo("/login?link");
    }
  }

  @Test
  void aConsoleThatOthersReachDoesNotStartWithALink() {
    assertThatThrownBy(
            () ->
                new VisitedConsole(
                    "--server.address=0.0.0.0", "--console.one-time-link.token-file=" + file))
        .rootCause()
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("console.one-time-link.token-file");
  }

  @Test
  void aConsoleThatOthersReachDoesNotStartWithACookieThatCanBeReadOnTheWay() {
    assertThatThrownBy(() -> new VisitedConsole("--server.address=0.0.0.0"))
        .rootCause()
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("server.servlet.session.cookie.secure");
  }

  private OneTimeLink linkAt(Instant now) {
    return new OneTimeLink(
        new OneTimeLinkProperties(file, Duration.ofMinutes(10), "local"),
        Clock.fixed(now, ZoneOffset.UTC));
  }
}
