package io.loyalty.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static VisitedConsole console;

  @BeforeAll
  static void start() {
    console = new VisitedConsole();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void nobodySeesAPageWithoutSigningIn() {
    HttpResponse<String> page = console.visit().get("/");

    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(Visit.ledTo(page)).isEqualTo("/login");
  }

  @Test
  void whoSignsInSeesThePageThatWasAskedFor() {
    Visit visit = console.visit();
    visit.get("/find?id=abc");

    assertThat(Visit.ledTo(visit.signIn("alice", VisitedConsole.PASSWORD)))
        .isEqualTo("/find?id=abc");
  }

  @Test
  void aRefusedSignInDoesNotTellWhatWasWrong() {
    HttpResponse<String> wrongName = console.visit().signIn("mallory", VisitedConsole.PASSWORD);
    HttpResponse<String> wrongPassword = console.visit().signIn("alice", "wrong");

    assertThat(Visit.ledTo(wrongName)).isEqualTo(Visit.ledTo(wrongPassword)).endsWith("?error");
    assertThat(console.visit().page("/login?error")).contains("Name or password is wrong.");
  }

  @Test
  void aSignInWithoutTheTokenOfItsFormIsRefused() {
    HttpResponse<String> refused =
        console
            .visit()
            .postWithoutToken(
                "/login", Map.of("username", "alice", "password", VisitedConsole.PASSWORD));

    assertThat(refused.statusCode()).isEqualTo(403);
  }

  @Test
  void theSessionHasANewIdOnceSomeoneHasSignedIn() {
    Visit visit = console.visit();
    visit.page("/login");
    String before = visit.session();
    visit.signIn("alice", VisitedConsole.PASSWORD);

    assertThat(before).isNotEmpty().isNotEqualTo(visit.session());
  }

  @Test
  void whoSignsOutIsOut() {
    Visit visit = console.signedIn("alice");

    visit.post("/", "/logout", Map.of());

    assertThat(visit.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void noOtherSiteCanFrameAPageOrRunAScriptInIt() {
    HttpResponse<String> page = console.signedIn("alice").get("/");

    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe"));
    assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
  }

  @Test
  void theScriptOfAPageIsToldThatItsSessionHasEnded() {
    assertThat(console.visit().get("/", "HX-Request", "true").statusCode()).isEqualTo(401);
    assertThat(console.visit().get("/", "Accept", "text/event-stream").statusCode()).isEqualTo(401);
  }

  @Test
  void pagesHaveNoScriptAndNoStyleInThem() {
    assertThat(console.signedIn("alice").page("/"))
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContain("<style", " style=", "onclick");
  }

  @Test
  void theFilesOfPagesAreOpen_andKeptByBrowsers() {
    String page = console.visit().page("/login");
    for (String file :
        new String[] {"/static/console-", "/webjars/htmx.org/2.0.4/dist/htmx.min.js"}) {
      assertThat(page).contains(file);
    }
    HttpResponse<String> script = console.visit().get("/webjars/htmx.org/2.0.4/dist/htmx.min.js");

    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(script.headers().firstValue("Cache-Control"))
        .hasValueSatisfying(each -> assertThat(each).contains("max-age"));
  }
}
