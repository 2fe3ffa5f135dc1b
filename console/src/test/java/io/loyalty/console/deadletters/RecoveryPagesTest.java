package io.loyalty.console.deadletters;

import static io.loyalty.console.deadletters.RecordedLetters.counted;
import static io.loyalty.console.deadletters.RecordedLetters.failure;
import static io.loyalty.console.deadletters.RecordedLetters.numbers;
import static io.loyalty.console.deadletters.RecordedLetters.redrive;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.Focusable;
import io.loyalty.console.visit.RecordedService.Asked;
import io.loyalty.console.visit.SharedConsole;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecoveryPagesTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String ID = "5f1ad4f6-1111-4222-8333-123456789abc";
  private static final String PAGE = "/dead-letters/redrives/" + ID;
  private static final String OF_SERVICE = "/redrives/" + ID;

  @RegisterExtension static final SharedConsole console = new SharedConsole();

  @Test
  void aPreviewSaysHowManyItTries_andIsBoundToThose() {
    console
        .consumption()
        .answers("GET /dead-letters", counted(940))
        .answers("POST /redrives", running(true));

    String form = console.alice().page("/dead-letters/preview?eventType=device-login&rule=integer");
    HttpResponse<String> started =
        console
            .alice()
            .post(
                "/dead-letters/preview?eventType=device-login",
                "/dead-letters/preview",
                Map.of(
                    "eventType", "device-login",
                    "to", "2026-01-31T12:00:00Z",
                    "state", "open",
                    "patch", "[{\"op\":\"replace\",\"path\":\"/data/amount\",\"value\":1.10}]",
                    "rate", "250"));

    assertThat(form).contains("Preview 940", "It changes nothing", "name=\"to\"");
    assertThat(Visit.ledTo(started)).isEqualTo(PAGE);
    JsonNode request = JsonMapper.shared().readTree(posted().body());
    assertThat(request.path("dryRun").asBoolean()).isTrue();
    assertThat(request.path("recordsPerSecond").asInt()).isEqualTo(250);
    assertThat(request.path("filter").path("eventType").asString()).isEqualTo("device-login");
    assertThat(request.path("filter").path("to").asString()).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(request.path("filter").propertyNames()).containsExactly("eventType", "to");
    assertThat(posted().body()).contains("1.10");
    assertThat(posted().headers())
        .containsEntry("authorization", "Bearer " + VisitedConsole.ACT_TOKEN)
        .containsEntry("x-actor", "alice");
  }

  @Test
  void aPatchThatIsNoJsonIsSaid_andStaysInItsField() {
    console.consumption().answers("GET /dead-letters", counted(940));

    HttpResponse<String> refused =
        console
            .alice()
            .post(
                "/dead-letters/preview",
                "/dead-letters/preview",
                Map.of("patch", "[{\"op\": </textarea>" + SCRIPT));

    assertThat(Visit.ledTo(refused)).startsWith("/dead-letters/preview");
    assertThat(console.alice().page(Visit.ledTo(refused)))
        .contains("The patch is no JSON: see line 1", "&lt;/textarea&gt;&lt;script&gt;")
        .doesNotContain(SCRIPT);
    assertThat(console.consumption().asked()).noneMatch(each -> each.line().startsWith("POST"));
  }

  @Test
  void aRefusalOfTheServiceIsSaidOnTheForm() {
    console
        .consumption()
        .answers("GET /dead-letters", counted(1))
        .answers("POST /redrives", 409, "{\"detail\": \"no open dead letter matches\"}");

    HttpResponse<String> refused =
        console
            .alice()
            .post("/dead-letters/redrive?id=d1", "/dead-letters/redrive", Map.of("id", "d1"));

    assertThat(Visit.ledTo(refused)).isEqualTo("/dead-letters/redrive?id=d1");
    assertThat(console.alice().page(Visit.ledTo(refused))).contains("no open dead letter matches");
  }

  @Test
  void aFilterWithBracesComesBackAsItWas() {
    console
        .consumption()
        .answers("GET /dead-letters", counted(1))
        .answers("POST /redrives", 409, "{\"detail\": \"no\"}");

    HttpResponse<String> refused =
        console
            .alice()
            .post(
                "/dead-letters/redrive",
                "/dead-letters/redrive",
                Map.of("source", "{host}?x=//evil.example"));

    assertThat(Visit.ledTo(refused))
        .isEqualTo("/dead-letters/redrive?source=%7Bhost%7D%3Fx%3D%2F%2Fevil.example");
  }

  @Test
  void aPreviewShowsWhatWouldPass_andWhyTheRestWouldNot() {
    console
        .consumption()
        .answers(
            "GET " + OF_SERVICE,
            redrive(
                "DONE", true, numbers(940, 940, 812, 128, 0, 0), failure("allowed-values", 120)));

    String page = console.alice().page(PAGE);

    assertThat(page)
        .contains("812 of 940", "128 would not", "allowed-values", "/dead-letters/d7")
        .contains("Redrive the 812", PAGE + "/confirm")
        .doesNotContain("hx-trigger", "Pause");
    assertThat(console.alice().page(PAGE + "/confirm"))
        .contains("812", "128", "open", "Redrive 812");
  }

  @Test
  void aConfirmationShowsTheFilterAndThePatchThatWasGiven_toWhomGaveIt() {
    String patch = "[ {\"op\":\"add\", \"path\":\"/data/note\", \"value\":\"" + SCRIPT + "\"} ]";
    console
        .consumption()
        .answers("GET /dead-letters", counted(940))
        .answers("POST /redrives", patched("RUNNING"))
        .answers("GET " + OF_SERVICE, patched("DONE"));
    Visit alice = signedIn();
    assertThat(alice.page(PAGE + "/confirm")).contains("The patch cannot be shown here.");

    alice.post("/dead-letters/preview", "/dead-letters/preview", Map.of("patch", patch));

    assertThat(alice.page(PAGE + "/confirm"))
        .contains("<span>Type</span> <code>device-login</code>")
        .contains(
            "[ {&quot;op&quot;:&quot;add&quot;, &quot;path&quot;:&quot;/data/note&quot;,"
                + " &quot;value&quot;:&quot;&lt;script&gt;")
        .doesNotContain(SCRIPT, "The patch cannot be shown here.");
    assertThat(signedIn().page(PAGE + "/confirm"))
        .contains("The patch cannot be shown here.", "Ask console/alice")
        .doesNotContain("/data/note");
  }

  @Test
  void aConfirmationOfAPreviewOfAllSaysSo() {
    console
        .consumption()
        .answers(
            "GET " + OF_SERVICE,
            redrive("DONE", true, numbers(9, 9, 9, 0, 0, 0), "")
                .replace("{\"eventType\": \"device-login\"}", "{}"));

    assertThat(console.alice().page(PAGE + "/confirm"))
        .contains("All dead letters, without a condition.")
        .doesNotContain("The patch");
  }

  @Test
  void aRedriveAfterTheTrialOfAContractAsksForItsDeployment() {
    console
        .consumption()
        .answers(
            "GET " + OF_SERVICE,
            redrive("DONE", true, numbers(940, 940, 812, 128, 0, 0), "")
                .replace("\"candidateType\": null", "\"candidateType\": \"device-login\""));

    assertThat(console.alice().page(PAGE)).contains("deploy it before you redrive");
    assertThat(console.alice().page(PAGE + "/confirm")).contains("Deploy that contract first");
  }

  @Test
  void whatWouldPassIsRedrivenByItsPreview() {
    console
        .consumption()
        .answers("GET " + OF_SERVICE, redrive("DONE", true, numbers(940, 940, 812, 128, 0, 0), ""))
        .answers("POST /redrives", running(false));

    HttpResponse<String> started =
        console.alice().post(PAGE + "/confirm", PAGE + "/redrive", Map.of("rate", ""));

    JsonNode request = JsonMapper.shared().readTree(posted().body());
    assertThat(Visit.ledTo(started)).isEqualTo(PAGE);
    assertThat(request.path("preview").asString()).isEqualTo(ID);
    assertThat(request.path("filter").isNull()).isTrue();
    assertThat(request.path("dryRun").asBoolean()).isFalse();
  }

  @Test
  void theProgressIsAskedForUntilTheEnd() {
    console.consumption().answers("GET " + OF_SERVICE, running(false));
    String page = console.alice().page(PAGE);
    String progress = console.alice().get(PAGE, "HX-Request", "true").body();

    assertThat(page)
        .contains("hx-get=\"" + PAGE + "\"", "sse:progress", "300", "940", "Pause", "Reload")
        .contains("About 5.0 s left");
    assertThat(progress).contains("sse:progress").doesNotContain("<html", "<h1");

    console
        .consumption()
        .answers(
            "GET " + OF_SERVICE, redrive("DONE", false, numbers(940, 940, 0, 0, 812, 128), ""));

    assertThat(console.alice().get(PAGE, "HX-Request", "true").body())
        .contains("812", "128", "hx-swap-oob", "The redrive is DONE.")
        .doesNotContain("sse:progress");
  }

  @Test
  void whatIsSwappedKeepsTheFocus() {
    console.consumption().answers("GET " + OF_SERVICE, running(false));
    assertThat(Focusable.ids(console.alice().get(PAGE, "HX-Request", "true").body()))
        .containsExactly("reload");

    console
        .consumption()
        .answers(
            "GET " + OF_SERVICE,
            redrive("DONE", true, numbers(9, 9, 8, 1, 0, 0), failure("integer", 1)));
    assertThat(Focusable.ids(console.alice().get(PAGE, "HX-Request", "true").body()))
        .containsExactly("redrive", "causes", "sample-1-1");
  }

  @Test
  void aRedriveIsPausedResumedAndCancelled() {
    console
        .consumption()
        .answers("GET " + OF_SERVICE, running(false))
        .answers("POST " + OF_SERVICE + "/pause", running(false))
        .answers("POST " + OF_SERVICE + "/cancel", 409, "{\"detail\": \"it has ended\"}");

    assertThat(console.alice().page(PAGE + "/cancel")).contains("300", "640", "Cancel it");
    assertThat(Visit.ledTo(console.alice().post(PAGE, PAGE + "/pause", Map.of()))).isEqualTo(PAGE);
    assertThat(console.alice().page(PAGE)).contains("Paused.");
    console.alice().post(PAGE, PAGE + "/cancel", Map.of());
    assertThat(console.alice().page(PAGE)).contains("it has ended");
  }

  @Test
  void aDecisionWantsAReason_andLeadsToWhatItHasChanged() {
    console
        .consumption()
        .answers("GET /dead-letters", counted(940))
        .answers(
            "POST /dead-letters/resolve",
            "{\"id\": \"x\", \"outcome\": \"resolved\", \"deadLetters\": 940}");
    String form = "/dead-letters/resolve?reason=invalid";

    assertThat(console.alice().page(form)).contains("Resolve 940", "name=\"why\"");
    assertThat(
            Visit.ledTo(
                console
                    .alice()
                    .post(form, "/dead-letters/resolve", Map.of("reason", "invalid", "why", " "))))
        .isEqualTo(form);
    assertThat(console.alice().page(form)).contains("Say why");

    HttpResponse<String> made =
        console
            .alice()
            .post(
                form,
                "/dead-letters/resolve",
                Map.of("reason", "invalid", "state", "open", "why", "the till sent tests"));

    assertThat(Visit.ledTo(made)).isEqualTo("/dead-letters/list?reason=invalid&state=resolved");
    assertThat(posted().body()).contains("\"reason\":\"the till sent tests\"");
    assertThat(console.alice().page(Visit.ledTo(made)))
        .contains("940 dead letters are now resolved.");
  }

  @Test
  void whatWasResolvedIsReopened() {
    console
        .consumption()
        .answers("GET /dead-letters", counted(1))
        .answers(
            "POST /dead-letters/reopen",
            "{\"id\": \"x\", \"outcome\": \"reopened\", \"deadLetters\": 1}");

    assertThat(console.alice().page("/dead-letters/reopen?id=d1")).contains("Reopen 1");
    HttpResponse<String> made =
        console
            .alice()
            .post("/dead-letters/reopen?id=d1", "/dead-letters/reopen", Map.of("id", "d1"));

    assertThat(posted().body()).contains("\"ids\":[\"d1\"]");
    assertThat(console.alice().page(Visit.ledTo(made))).contains("1 dead letter is now open.");
  }

  @Test
  void nothingIsDoneWhereNothingMatches() {
    console
        .consumption()
        .answers("GET /dead-letters", RecordedLetters.list(List.of(), List.of(), null));

    for (String path : List.of("preview", "redrive", "resolve", "reopen")) {
      assertThat(console.alice().page("/dead-letters/" + path))
          .contains("there is nothing to")
          .doesNotContain("type=\"submit\">" + path);
    }
  }

  @Test
  void whoMayOnlyReadActsOnNothing() {
    console
        .consumption()
        .answers("GET /dead-letters", counted(1))
        .answers("GET " + OF_SERVICE, running(false));

    for (String path :
        List.of(
            "/dead-letters/preview",
            "/dead-letters/redrive",
            "/dead-letters/resolve",
            "/dead-letters/reopen",
            PAGE + "/confirm",
            PAGE + "/cancel")) {
      HttpResponse<String> form = console.bob().get(path);
      assertThat(form.statusCode()).as(path).isEqualTo(403);
      assertThat(form.body()).contains("bob may only read");
    }
    for (String path :
        List.of(
            "/dead-letters/preview",
            "/dead-letters/redrive",
            "/dead-letters/resolve",
            "/dead-letters/reopen",
            PAGE + "/redrive",
            PAGE + "/pause",
            PAGE + "/resume",
            PAGE + "/cancel")) {
      assertThat(console.bob().post(PAGE, path, Map.of("why", "x")).statusCode())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(console.bob().page(PAGE)).doesNotContain("Pause", "Cancel");
    assertThat(console.consumption().asked()).noneMatch(each -> each.line().startsWith("POST"));
  }

  @Test
  void aPostWithoutTheTokenOfAFormIsRefused() {
    assertThat(
            console
                .alice()
                .postWithoutToken("/dead-letters/resolve", Map.of("why", "x"))
                .statusCode())
        .isEqualTo(403);
    assertThat(console.consumption().asked()).noneMatch(each -> each.line().startsWith("POST"));
  }

  @Test
  void noFieldOfASenderIsReadAsHtml() {
    console
        .consumption()
        .answers(
            "GET " + OF_SERVICE,
            redrive("DONE", true, numbers(2, 2, 1, 1, 0, 0), failure(SCRIPT, 1))
                .replace("console/alice", SCRIPT)
                .replace("device-login", SCRIPT)
                .replace("\"reason\": null", "\"reason\": \"" + SCRIPT + "\""));

    assertThat(console.alice().page(PAGE)).contains("&lt;script&gt;").doesNotContain(SCRIPT);
  }

  private static Visit signedIn() {
    Visit alice = console.visit();
    alice.signIn("alice", VisitedConsole.PASSWORD);
    return alice;
  }

  private static String patched(String state) {
    return redrive(state, true, numbers(940, 940, 812, 128, 0, 0), "")
        .replace("\"patched\": false", "\"patched\": true");
  }

  private static String running(boolean dryRun) {
    return redrive("RUNNING", dryRun, numbers(940, 300, 0, 0, 250, 50), "");
  }

  private static Asked posted() {
    List<Asked> posts =
        console.consumption().asked().stream()
            .filter(each -> each.line().startsWith("POST"))
            .toList();
    return posts.get(posts.size() - 1);
  }
}
