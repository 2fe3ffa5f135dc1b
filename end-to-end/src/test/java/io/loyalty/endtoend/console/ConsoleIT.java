package io.loyalty.endtoend.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.endtoend.StreamInstance;
import io.loyalty.endtoend.backends.ChosenBackends;
import io.loyalty.endtoend.browser.Browser;
import io.loyalty.endtoend.browser.InstalledBrowser;
import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.endtoend.programme.ConsoleInstance;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.localstack.Ports;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in a real browser, on the real services: all screens, and the story of a broken till.
 * {@code -Dconsole.pictures=docs/console} writes the pictures of the documentation.
 */
@InstalledBrowser
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Path PICTURES =
      Path.of(System.getProperty("console.pictures", "target/console")).toAbsolutePath();
  private static final String LOAD_STATE = "[data-live='load.state']";
  private static final List<String> ASKING_CONSUMPTION =
      List.of("/", "/event-types", "/dead-letters");

  /** The console would wait for so long for a service that is silent. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private Programme programme;
  private ServiceProcess streams;
  private ConsoleInstance console;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path state) throws Exception {
    programme =
        Programme.start("console", ChosenBackends.backends(), "--consumption.redrive.poll=500ms");
    int port = Ports.oneFree();
    streams = StreamInstance.of(programme, "stream-service", port, state);
    streams.start();
    console = ConsoleInstance.start(programme, Optional.of(URI.create("http://127.0.0.1:" + port)));
    streams.awaitRunning();
    programme.send(new SampleEvents(7, Instant.now()).mixed());
    programme.send(BrokenTill.purchases());
    await("the till's purchases are refused")
        .atMost(PATIENCE)
        .until(() -> open(BrokenTill.SOURCE) == BrokenTill.REFUSED);
    browser = Browser.start();
  }

  @AfterEach
  void reportsNothing() {
    assertThat(browser.complaints()).as("what the pages report").isEmpty();
  }

  @AfterAll
  void stop() throws IOException, InterruptedException {
    if (browser != null) {
      browser.close();
    }
    if (console != null) {
      console.process().end();
    }
    if (streams != null) {
      streams.end();
    }
    if (programme != null) {
      programme.end();
    }
  }

  @Test
  @Order(1)
  void everyScreenIsUsableByAnyone_onAPhoneAndWide_lightAndDark() throws IOException {
    browser.open(console.page("/login"));
    Usability usability = new Usability(browser).look("the form that signs in");
    signIn(ConsoleInstance.ACTS);
    Files.createDirectories(PICTURES);
    for (Map.Entry<String, String> screen : Screens.FIRST.entrySet()) {
      browser.open(console.page(screen.getValue()));
      browser.see("h1");
      System.out.printf(
          "The screen %s is first painted %d ms after its request.%n",
          screen.getKey(), browser.firstPaint().toMillis());
      browser.picture(PICTURES.resolve(screen.getKey() + ".png"));
      usability.look(screen.getKey());
    }
    for (String page : Screens.FURTHER) {
      browser.open(console.page(page));
      usability.look(page);
    }
    usability.assertAll();
  }

  @Test
  @Order(2)
  void showsMarkupInAnEventAsText() throws SQLException, InterruptedException {
    programme.send(List.of(BrokenTill.attack()));
    await("the event with markup is refused")
        .atMost(PATIENCE)
        .until(() -> open(BrokenTill.attacker()) == 1);
    signIn(ConsoleInstance.ACTS);
    for (String page :
        List.of(
            "/dead-letters?groupBy=source,reason,path",
            "/dead-letters/list?reason=invalid",
            "/sources",
            "/doctor",
            "/find?q=" + BrokenTill.encoded(BrokenTill.attacker()))) {
      browser.open(console.page(page));
      assertThat(browser.script("return document.title"))
          .as(page)
          .asString()
          .doesNotContain("owned");
    }
    browser.open(
        console.page("/dead-letters/list?source=" + BrokenTill.encoded(BrokenTill.attacker())));
    browser.see("main", BrokenTill.attacker());
  }

  @Test
  @Order(3)
  void letsAReaderSeeEverythingAndChangeNothing() {
    signIn(ConsoleInstance.READS);
    browser.open(console.page("/dead-letters?source=" + BrokenTill.SOURCE));
    browser.see("main", Integer.toString(BrokenTill.REFUSED));
    assertThat(browser.all("main a.button, main form[method=post]")).isEmpty();
    browser.open(console.page("/doctor"));
    assertThat(browser.all("main form[method=post]")).isEmpty();
  }

  @Test
  @Order(4)
  void saysWhichServiceDoesNotAnswer_andRecoversByItself() throws Exception {
    signIn(ConsoleInstance.READS);
    browser.see(LOAD_STATE, "running");
    programme.consumption().freeze();
    browser.see("[data-live='load.fault']", "db-consumption-service at ");
    browser.see("[data-live='load.fault']", "has not answered");
    browser.see("[data-live='ingestion.state']", "running");
    programme.consumption().kill();
    for (String page : ASKING_CONSUMPTION) {
      browser.open(console.page(page));
      assertThat(browser.status()).as(page).isEqualTo(200);
      assertThat(browser.loading()).as(page).isLessThan(SILENCE);
      browser.see("main", "db-consumption-service does not answer at ");
    }
    browser.open(console.page("/"));
    programme.consumption().start();
    browser.see(LOAD_STATE, "running");
    programme.consumption().awaitRunning();
    for (String page : ASKING_CONSUMPTION) {
      // The newest reconcile, with which Flow begins, is asked for every ten seconds.
      await("%s has no fault any more".formatted(page))
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                browser.open(console.page(page));
                assertThat(browser.see("main").getText()).doesNotContain("does not answer");
              });
    }
  }

  @Test
  @Order(5)
  void isThereAgainAfterItWasKilled() throws Exception {
    browser.open(URI.create("about:blank"));
    console.process().kill();
    console.process().start();
    console.process().awaitRunning();
    signIn(ConsoleInstance.READS);
    browser.see(LOAD_STATE, "running");
  }

  @Test
  @Order(6)
  void aBrokenTillIsFoundUnderstoodAndPutRight_withoutATerminal() throws SQLException {
    signIn(ConsoleInstance.ACTS);
    BrokenTillStory.redrive(browser, console);
    await("the till's purchases are rows")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rows(BrokenTill.SOURCE)).isEqualTo(BrokenTill.REFUSED));
    assertThat(open(BrokenTill.SOURCE)).isZero();
    browser.open(console.page("/dead-letters?source=" + BrokenTill.SOURCE));
    browser.see("main", "No dead letter matches");
    Instant redriven = Instant.now();
    ReconcileForm.submit(browser);
    await("Flow begins with a reconcile that began after the redrive")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              browser.open(console.page("/"));
              assertThat(browser.see("section.first time").getDomAttribute("datetime"))
                  .satisfies(began -> assertThat(Instant.parse(began)).isAfter(redriven));
            });
    assertThat(browser.see("[data-live='unaccounted']").getText()).isEqualTo("0");
    assertThat(browser.all("[data-live='unaccounted'].good")).hasSize(1);
    everyRecordIsAccountedFor();
  }

  @Test
  @Order(7)
  void isUsedByTheKeyboardAlone() {
    KeyboardWalk.through(browser, console);
  }

  @Test
  @Order(8)
  void takesNoFormFromElsewhere() {
    signIn(ConsoleInstance.ACTS);
    for (String token : new String[] {"", "_csrf=guessed"}) {
      assertThat(
              browser.script(
                  """
                  return fetch('/runs/reconciliations', {method: 'POST', body: new URLSearchParams('%s')})
                    .then(answer => answer.status)"""
                      .formatted(token)))
          .isEqualTo(403L);
    }
    assertThat(browser.provoked()).hasSize(2).allSatisfy(each -> assertThat(each).contains("403"));
  }

  @Test
  @Order(9)
  void showsWhatIsSentWithoutBeingLoadedAgain() throws InterruptedException {
    signIn(ConsoleInstance.READS);
    String before = browser.see("[data-live='rows']").getText();
    programme.send(BrokenTill.purchases());
    await("the figure has changed in place")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(browser.see("[data-live='rows']").getText()).isNotEqualTo(before));
    browser.open(console.page("/dead-letters"));
    programme.send(BrokenTill.purchases());
    browser.see("#changed", "Something has changed: show");
  }

  private void everyRecordIsAccountedFor() {
    assertThat(programme.api().reconcileDeep().path("partitions").valueStream())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.path("unaccounted").asLong(-1)).isZero());
  }

  private long rows(String source) throws SQLException {
    return number("SELECT count(*) FROM bi.purchase_transaction WHERE source = ?", source);
  }

  private void signIn(String user) {
    browser.open(console.page("/login"));
    browser.type("username", user);
    browser.type("password", ConsoleInstance.PASSWORD);
    browser.click("Sign in");
    browser.see("h1", "Flow");
  }

  private long open(String source) throws SQLException {
    return number(
        """
        SELECT count(*) FROM pipeline.dead_letter_state s JOIN pipeline.dead_letter USING (dead_letter_id)
        WHERE s.state = 'open' AND source = ?""",
        source);
  }

  private long number(String sql, String source) throws SQLException {
    return Long.parseLong(programme.warehouse().query(sql, source).get(0).get(0));
  }
}
