package io.loyalty.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.HandClock;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@ExtendWith(OutputCaptureExtension.class)
class SignInLimitTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final HandClock clock = new HandClock("2026-01-31T12:00:00Z");
  @TempDir private Path directory;
  private VisitedConsole console;

  @BeforeEach
  void start() throws IOException {
    Path link = Files.writeString(directory.resolve("link"), TOKEN);
    Files.setLastModifiedTime(link, FileTime.from(clock.instant()));
    console =
        new VisitedConsole(
            clock,
            "--console.password-attempts.per-address=8",
            "--console.one-time-link.token-file=" + link);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private String attempt(String name, String password) {
    return Visit.ledTo(console.visit().signIn(name, password));
  }

  private void fail(String name, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(attempt(name, "wrong " + i)).isEqualTo("/login?error");
    }
  }

  @Test
  void afterFiveWrongPasswordsTheRightOneIsRefusedToo_untilTheWindowHasPassed() {
    fail("alice", 5);

    assertThat(attempt("alice", VisitedConsole.PASSWORD)).isEqualTo("/login?limited");
    assertThat(attempt(" ALICE", VisitedConsole.PASSWORD)).isEqualTo("/login?limited");
    assertThat(attempt("bob", VisitedConsole.PASSWORD)).isEqualTo("/");
    assertThat(console.visit().page("/login?limited"))
        .contains("Too many passwords were wrong", "in up to <span>15 min</span>");

    clock.turn(Duration.ofMinutes(15));
    assertThat(attempt("alice", VisitedConsole.PASSWORD)).isEqualTo("/");
  }

  @Test
  void aNameThatNobodyHasIsAnsweredTheSame() {
    fail("mallory", 5);

    assertThat(attempt("mallory", "wrong")).isEqualTo("/login?limited");
  }

  @Test
  void theHashThatANameOfNobodyIsCheckedAgainstCostsAsMuchAsThoseOfUsers() {
    PasswordEncoder encoder = console.part(PasswordEncoder.class);

    assertThat(encoder.encode("x")).startsWith("$2a$04$");

    String costly = "carol:read:" + new BCryptPasswordEncoder(5).encode("x");
    assertThat(
            new Users()
                .bcrypt(new LoginProperties(List.of(costly), Duration.ofHours(12)))
                .encode("x"))
        .startsWith("$2a$05$");
  }

  @Test
  void anAddressIsLimitedWhateverTheNames() {
    fail("alice", 4);
    fail("mallory", 4);

    assertThat(attempt("bob", VisitedConsole.PASSWORD)).isEqualTo("/login?limited");
  }

  @Test
  void whoHasSignedInStaysSignedIn_andALinkThatWorksOnceStillDoes() {
    Visit before = console.signedIn("alice");
    fail("alice", 5);
    fail("mallory", 3);

    assertThat(before.get("/find").statusCode()).isEqualTo(200);
    assertThat(Visit.ledTo(console.visit().get("/login/once?token=" + TOKEN))).isEqualTo("/");
  }

  @Test
  void theLogTellsOnceWhichUserIsLimited_andNothingThatWasTyped(CapturedOutput log) {
    fail("alice", 5);
    attempt("alice", "typed-password");
    attempt("alice", "typed-password");

    assertThat(log.getOut().lines().filter(each -> each.contains("are refused")))
        .singleElement()
        .asString()
        .endsWith(
            "Sign-ins with a password are refused for the user alice until 2026-01-31T12:15:00Z: 5"
                + " attempts have failed");
    assertThat(log).doesNotContain("typed-password", "127.0.0.1 ");
  }

  @Test
  void theLogHasNoNameThatNobodyHas(CapturedOutput log) {
    fail("my-secret-by-mistake", 5);
    attempt("my-secret-by-mistake", "wrong");

    assertThat(log).contains("refused for a name that no user has").doesNotContain("my-secret");
  }
}
