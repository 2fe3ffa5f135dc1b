package io.loyalty.console.deadletters;

import static io.loyalty.console.deadletters.RecordedLetters.group;
import static io.loyalty.console.deadletters.RecordedLetters.groups;
import static io.loyalty.console.deadletters.RecordedLetters.letter;
import static io.loyalty.console.deadletters.RecordedLetters.list;
import static io.loyalty.console.deadletters.RecordedLetters.summaries;
import static io.loyalty.console.deadletters.RecordedLetters.violation;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.RecordedService.Asked;
import io.loyalty.console.visit.SharedConsole;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LetterPagesTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;";

  @RegisterExtension static final SharedConsole console = new SharedConsole();

  @Test
  void groupsShowTheirCauseAndCount_andLeadToTheirList() {
    console
        .consumption()
        .answers(
            "GET /dead-letters",
            list(
                List.of(group("device-login", "invalid", "integer", "/data/points", 1_812)),
                List.of(),
                null));

    String page = console.alice().page("/dead-letters");

    assertThat(page)
        .contains("1,812", "device-login", "/data/points")
        .contains(
            "/dead-letters/list?eventType=device-login&amp;reason=invalid&amp;rule=integer&amp;path=%2Fdata%2Fpoints")
        .contains("/dead-letters/e1");
    assertThat(asked())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .contains("groupBy=eventType%2Creason%2Crule%2Cpath", "groupLimit=100"));
  }

  @Test
  void theFilterAndTheGroupingAreInTheAddress() {
    console.consumption().answers("GET /dead-letters", list(List.of(), List.of(), null));

    String page =
        console
            .alice()
            .page(
                "/dead-letters?eventType=device-login&source=%2Fpos%2F319&from=2026-01-31T10:00&state=all"
                    + "&groupBy=source&groupBy=hour");

    assertThat(asked())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .contains(
                        "eventType=device-login",
                        "source=%2Fpos%2F319",
                        "from=2026-01-31T10%3A00%3A00Z",
                        "state=all",
                        "groupBy=source%2Chour"));
    assertThat(page)
        .contains("value=\"2026-01-31T10:00\"", "value=\"/pos/319\"", "No dead letter matches.");
  }

  @Test
  void fromDeadLettersInAnyStateALinkLeadsToTheOpenOnes_withWhichSomethingCanBeDone() {
    console.consumption().answers("GET /dead-letters", summaries(2, "invalid", null));

    assertThat(console.alice().page("/dead-letters/list?reason=invalid&state=all"))
        .contains("href=\"/dead-letters/list?reason=invalid\">Only the open ones")
        .doesNotContain("Preview a redrive");
  }

  @Test
  void anEmptyScreenSaysSo() {
    console.consumption().answers("GET /dead-letters", list(List.of(), List.of(), null));

    assertThat(console.alice().page("/dead-letters")).contains("There is no open dead letter.");
  }

  @Test
  void aTimeThatIsNoneIsOneSentence() {
    HttpResponse<String> page = console.alice().get("/dead-letters?from=yesterday");

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("is no time; write it like");
  }

  @Test
  void ofTenThousandGroupsThe100LargestAreShown() {
    console.consumption().answers("GET /dead-letters", groups(10_000));

    String page = console.alice().page("/dead-letters");

    assertThat(page)
        .contains("10,000", "refine the filter", "/data/field99<")
        .doesNotContain("/data/field100<");
  }

  @Test
  void aGroupWithoutAValueSaysThatItsListIsWider() {
    console
        .consumption()
        .answers(
            "GET /dead-letters",
            list(List.of(group(null, "not-json", null, null, 3)), List.of(), null));

    assertThat(console.alice().page("/dead-letters"))
        .contains("List, wider", "/dead-letters/list?reason=not-json");
  }

  @Test
  void groupsAreDownloadedAsATable_withoutFormulas() {
    console
        .consumption()
        .answers(
            "GET /dead-letters",
            list(List.of(group("=cmd()", "invalid", "a,b", "/x", 3)), List.of(), null));

    HttpResponse<String> csv = console.alice().get("/dead-letters.csv");

    assertThat(csv.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(each -> assertThat(each).contains("attachment"));
    assertThat(csv.body())
        .startsWith(
            "eventType,reason,rule,path,count,first,last,example\r\n'=cmd(),invalid,\"a,b\",/x,3,");
    assertThat(console.alice().get("/dead-letters.json").body()).contains("\"count\" : 3");
  }

  @Test
  void theListGoesOnAfterItsLastOne_andCountsOnTheFirstPage() {
    console.consumption().answers("GET /dead-letters", summaries(2, "invalid", "17-d1"));

    String page = console.alice().page("/dead-letters/list?reason=invalid");
    console.alice().page("/dead-letters/list?reason=invalid&after=17-d1");

    assertThat(page)
        .contains("/dead-letters/list?reason=invalid&amp;after=17-d1", "/dead-letters/d0", ">2<");
    assertThat(asked())
        .last()
        .satisfies(each -> assertThat(each).contains("after=17-d1", "limit=50"));
  }

  @Test
  void aListFollowsThePagesIntoItsFile_andEndsAtABound() {
    console.consumption().answers("GET /dead-letters", summaries(2, "invalid", "17-d1"));

    HttpResponse<String> csv = console.alice().get("/dead-letters/list.csv");

    assertThat(csv.body().lines()).hasSize(1 + 10 * 2);
    assertThat(asked()).hasSize(10);
  }

  @Test
  void theOriginalShowsEachViolationAtItsPlace() {
    console
        .consumption()
        .answers(
            "GET /dead-letters/d1",
            letter(
                "invalid",
                "{\"id\":\"1\",\"data\":{\"points\":1.50,\"items\":[{\"amount\":\"x\"}]}}",
                List.of(
                    violation("/data/points", "integer", "a whole number", "1.50"),
                    violation("/data/items/0/amount", "decimal", "a decimal", "x"),
                    violation("/data/channel", "required", "a value", "nothing"))));

    String page = console.alice().page("/dead-letters/d1");

    assertThat(page)
        .contains("&quot;points&quot;: 1.50", "integer: expected a whole number, found 1.50")
        .contains("required: expected a value, found nothing")
        .containsPattern("(?s)&quot;points&quot;: 1.50.{0,200}integer: expected a whole number")
        .contains("/find?q=d1", "/dead-letters/redrives/5f1ad4f6-1111-4222-8333-123456789abc");
  }

  @Test
  void leadsToThePageOfItsSource() {
    console.consumption().answers("GET /dead-letters/d1", letter("/pos/319", "{}", List.of()));

    assertThat(console.alice().page("/dead-letters/d1"))
        .contains("href=\"/sources/show?source=/pos/319\"");
  }

  @Test
  void anOriginalThatIsNoJsonIsShownAsText() {
    console
        .consumption()
        .answers("GET /dead-letters/d1", letter("not-json", "12 bytes, SHA-256 ab<b>", List.of()));

    assertThat(console.alice().page("/dead-letters/d1")).contains("12 bytes, SHA-256 ab&lt;b&gt;");
  }

  @Test
  void aVeryLongOriginalIsCut_andTheDownloadIsNot() {
    String original = "[" + "\"x\",".repeat(40_000) + "1]";
    console.consumption().answers("GET /dead-letters/d1", letter("x", original, List.of()));

    assertThat(console.alice().page("/dead-letters/d1")).contains("its beginning is shown");
    assertThat(console.alice().get("/dead-letters/d1.json").body().length())
        .isGreaterThan(original.length());
  }

  @Test
  void noFieldOfASenderIsReadAsHtml() {
    String original = "{\"" + SCRIPT + "\":\"" + SCRIPT + "\"}";
    console
        .consumption()
        .answers(
            "GET /dead-letters/d1",
            letter(SCRIPT, original, List.of(violation("/" + SCRIPT, SCRIPT, SCRIPT, SCRIPT))))
        .answers("GET /dead-letters", summaries(1, SCRIPT, SCRIPT));

    assertThat(console.alice().page("/dead-letters/d1")).contains(ESCAPED).doesNotContain(SCRIPT);
    assertThat(
            console
                .alice()
                .page("/dead-letters/list?reason=" + "%3Cscript%3Ealert(1)%3C/script%3E"))
        .contains(ESCAPED)
        .doesNotContain(SCRIPT);

    console
        .consumption()
        .answers(
            "GET /dead-letters",
            list(List.of(group(SCRIPT, SCRIPT, SCRIPT, SCRIPT, 3)), List.of(), null));

    assertThat(console.alice().page("/dead-letters?source=%3Cscript%3Ealert(1)%3C/script%3E"))
        .contains(ESCAPED)
        .doesNotContain(SCRIPT);
  }

  @Test
  void whoMayOnlyReadSeesNoButton() {
    console
        .consumption()
        .answers("GET /dead-letters/d1", letter("invalid", "{}", List.of()))
        .answers("GET /dead-letters", summaries(1, "invalid", null));

    for (String path : List.of("/dead-letters", "/dead-letters/list", "/dead-letters/d1")) {
      assertThat(console.bob().page(path))
          .as(path)
          .doesNotContain("/preview", "/resolve", "class=\"button\"");
      assertThat(console.alice().page(path)).as(path).contains("/preview");
    }
  }

  @Test
  void aServiceThatIsDownIsOneSentence() {
    console
        .consumption()
        .answers("GET /dead-letters", 503, "{\"detail\": \"PostgreSQL does not answer.\"}");

    assertThat(console.alice().page("/dead-letters")).contains("PostgreSQL does not answer.");
    assertThat(console.alice().page("/dead-letters/list")).contains("PostgreSQL does not answer.");
  }

  @Test
  void thereIsNoPageOfADeadLetterThatIsNotThere() {
    assertThat(console.alice().get("/dead-letters/d9").statusCode()).isEqualTo(404);
    assertThat(console.alice().get("/dead-letters/..%2F..%2Fstatus").statusCode())
        .isBetween(400, 404);
    assertThat(asked()).noneMatch(each -> each.contains("..") || each.contains("status"));
  }

  /** Returns what the screen asked for; the console asks for the status by itself as well. */
  private static List<String> asked() {
    return console.consumption().asked().stream()
        .map(Asked::line)
        .filter(each -> each.contains("dead-letters"))
        .toList();
  }
}
