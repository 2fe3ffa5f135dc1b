package io.loyalty.console.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.client.ServiceException;
import io.loyalty.console.login.Role;
import io.loyalty.console.login.Visitor;
import io.loyalty.console.visit.RecordedService.Asked;
import io.loyalty.console.visit.SharedConsole;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests who can change something by way of the console, and what the services learn of it. */
class ActingTest {
  @RegisterExtension static final SharedConsole console = new SharedConsole();

  @Test
  void whoMayActDoesSoWithTheOtherToken_andUnderTheOwnName() {
    Services services = console.part(Services.class);
    Visitor visitor = new Visitor("Dora Müller", Role.ACT);

    assertThatThrownBy(() -> services.acting(visitor).consumption().pause("r-1"))
        .isInstanceOf(ServiceException.class);

    assertThat(asked("POST /replays/r-1/pause").headers())
        .containsEntry("authorization", "Bearer " + VisitedConsole.ACT_TOKEN)
        .containsEntry("x-actor", "Dora%20M%C3%BCller");
  }

  @ParameterizedTest
  @CsvSource({
    "O'Brien (till 7), O'Brien (till 7)",
    "' ', _",
    "'line\n\tfeed', line__feed",
    "'\uD83D\uDE00', _",
    "王小明, 王小明"
  })
  void theNameIsTheVisitorsOwn_butForWhatIsNotPrintable(String name, String shown) {
    assertThat(actsAs(name)).isEqualTo(shown);
  }

  @Test
  void aNameThatIsLongerThanTheAuditTakesIsCut() {
    assertThat(actsAs("ä".repeat(70))).isEqualTo("ä".repeat(64));
  }

  private static String actsAs(String name) {
    Services services = console.part(Services.class);
    assertThatThrownBy(
            () -> services.acting(new Visitor(name, Role.ACT)).consumption().cancel("r-2"))
        .isInstanceOf(ServiceException.class);
    List<Asked> asked =
        console.consumption().asked().stream()
            .filter(each -> each.line().equals("POST /replays/r-2/cancel"))
            .toList();
    return URLDecoder.decode(
        asked.get(asked.size() - 1).headers().get("x-actor"), StandardCharsets.UTF_8);
  }

  @Test
  void whoMayOnlyReadGetsNoClientToActWith() {
    Services services = console.part(Services.class);

    assertThatThrownBy(() -> services.acting(new Visitor("bob", Role.READ)))
        .isInstanceOf(MayNotActException.class)
        .hasMessageContaining("bob may only read");
  }

  @Test
  void aPostOfWhoMayOnlyReadIsRefused_whateverItsPath() {
    Visit bob = console.bob();
    for (String path :
        List.of("/", "/dead-letters", "/runs/replays", "/doctor/holds", "/nowhere")) {
      assertThat(bob.post("/", path, Map.of()).statusCode()).as(path).isEqualTo(403);
    }
  }

  @Test
  void aPostOfAnotherSiteIsRefused_thoughTheVisitorMayAct() {
    Visit alice = console.alice();

    assertThat(alice.postWithoutToken("/runs/replays", Map.of()).statusCode()).isEqualTo(403);
    assertThat(alice.postWithoutToken("/logout", Map.of()).statusCode()).isEqualTo(403);
    assertThat(alice.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aPathThatClimbsLeadsNowhere() {
    Visit alice = console.alice();
    for (String path :
        List.of(
            "/webjars/..%2f..%2fapplication.yml",
            "/webjars/%2e%2e/%2e%2e/application.yml",
            "/console.css/..;/application.yml",
            "/%5c..%5capplication.yml")) {
      assertThat(alice.get(path).statusCode()).as(path).isBetween(400, 404);
    }
  }

  @Test
  void healthAndMetricsAreNotAtThePortOfThePages() {
    assertThat(console.alice().get("/actuator/health").statusCode()).isEqualTo(404);
  }

  private static Asked asked(String line) {
    return console.consumption().asked().stream()
        .filter(each -> each.line().equals(line))
        .findFirst()
        .orElseThrow();
  }
}
