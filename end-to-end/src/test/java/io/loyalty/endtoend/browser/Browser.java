package io.loyalty.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.loyalty.localstack.Ports;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Drives one headless Chromium with a profile of its own. It collects what the pages report, such
 * as errors of scripts and violations of the Content-Security-Policy, for {@link #complaints()}.
 * Not thread-safe.
 */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final int MOST_TABS = 300;
  private static final String TRANSITIONS_END =
      """
      return new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)))
        .then(() => Promise.allSettled(
          document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished)))
        .then(() => true)""";

  private final Path profile;
  private final ChromeDriver driver;
  private final List<String> complaints = new ArrayList<>();

  private Browser(Path profile, ChromeDriver driver) {
    this.profile = profile;
    this.driver = driver;
  }

  /** Starts a browser whose window is wide. */
  public static Browser start() throws IOException {
    Path profile = Files.createTempDirectory("browser");
    LoggingPreferences all = new LoggingPreferences();
    all.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(InstalledBrowser.Condition.CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        // Containers and root have no user namespaces for the sandbox; only our own pages are open.
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        // Without these, Chromium looks up hosts of its own, which is refused and costs seconds.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    options.setCapability("goog:loggingPrefs", all);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(InstalledBrowser.Condition.DRIVER.toFile())
            .usingPort(Ports.oneFree())
            .build();
    Browser browser = new Browser(profile, new ChromeDriver(service, options));
    browser.resize(1280, 900);
    return browser;
  }

  /**
   * Sets the size of the page in CSS pixels. A window has a least width, so the page is told
   * another size than that of the window.
   */
  public void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /**
   * Chooses what {@code prefers-color-scheme} says, light or dark, and returns when the page has
   * its new colours: they change in a transition, whose colours are of neither.
   */
  public void colours(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    script(TRANSITIONS_END);
  }

  /** Opens a page and returns when it is loaded. */
  public void open(URI page) {
    driver.get(page.toString());
    note();
  }

  /** Returns the HTTP status of the page. */
  public int status() {
    return number("responseStatus").intValueExact();
  }

  /** Returns how long the page took, from its request to its last byte. */
  public Duration loading() {
    return Duration.ofMillis(number("responseEnd").subtract(number("requestStart")).longValue());
  }

  private BigDecimal number(String ofNavigation) {
    return new BigDecimal(
        script("return performance.getEntriesByType('navigation')[0]." + ofNavigation).toString());
  }

  /** Returns the address of the page. */
  public URI at() {
    return URI.create(driver.getCurrentUrl());
  }

  /** Returns the element of a CSS selector, once it is there and can be seen. */
  public WebElement see(String selector) {
    return await("the page %s shows %s".formatted(at(), selector))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> driver.findElement(By.cssSelector(selector)), WebElement::isDisplayed);
  }

  /** Waits until an element of a selector contains a text. */
  public void see(String selector, String text) {
    await("%s of the page %s says: %s".formatted(selector, at(), text))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(driver.findElements(By.cssSelector(selector)))
                    .extracting(WebElement::getText)
                    .anySatisfy(shown -> assertThat(shown).contains(text)));
  }

  /** Returns all elements of a selector that are there now. */
  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Clicks the link or button with this text. */
  public void click(String text) {
    By named =
        By.xpath(
            "//*[self::a or self::button or self::summary][normalize-space()=\"%s\"]"
                .formatted(text));
    await("%s can be clicked on %s".formatted(text, at()))
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> driver.findElement(named).click());
    note();
  }

  /**
   * Presses Tab until the link, button or field with this text or name has the focus, as somebody
   * does who has no mouse.
   */
  public void tabTo(String text) {
    for (int press = 0; press < MOST_TABS; press++) {
      new Actions(driver).sendKeys(Keys.TAB).perform();
      WebElement focused = driver.switchTo().activeElement();
      if (text.equals(focused.getText()) || text.equals(focused.getDomAttribute("name"))) {
        return;
      }
    }
    throw new AssertionError("%s can't be reached by Tab on %s".formatted(text, at()));
  }

  /** Presses Enter where the focus is. */
  public void pressEnter() {
    new Actions(driver).sendKeys(Keys.ENTER).perform();
    note();
  }

  /** Types a text where the focus is. */
  public void keys(String text) {
    new Actions(driver).sendKeys(text).perform();
  }

  /** Returns how long after its request the page showed something for the first time. */
  public Duration firstPaint() {
    BigDecimal millis =
        new BigDecimal(
            script(
                    "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")
                .toString());
    return Duration.ofMillis(millis.longValue());
  }

  /** Types a text into the field with this name. */
  public void type(String field, String text) {
    WebElement element = see("[name='%s']".formatted(field));
    element.clear();
    element.sendKeys(text);
  }

  /** Returns what a script answers. */
  public Object script(String script) {
    return ((JavascriptExecutor) driver).executeScript(script);
  }

  /** Returns the source of the page as it is now. */
  public String source() {
    return driver.getPageSource();
  }

  /** Writes a picture of the page as a PNG. */
  public void picture(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /** Returns what axe finds on the page by WCAG 2.2 AA and its best practices, one line each. */
  public List<String> barriers() {
    Results results = new AxeBuilder().withTags(RULES).analyze(driver);
    return results.getViolations().stream()
        .flatMap(
            rule ->
                rule.getNodes().stream()
                    .map(node -> rule.getId() + ": " + rule.getHelp() + ": " + node.getHtml()))
        .toList();
  }

  /** Returns whether the page is wider than the window, so that it must be scrolled sideways. */
  public boolean scrollsSideways() {
    return Boolean.TRUE.equals(
        script(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
  }

  /** Returns what the pages have reported so far; the list must be empty. */
  public List<String> complaints() {
    note();
    return List.copyOf(complaints);
  }

  /** Returns what the pages have reported so far, and forgets it: a test has provoked it. */
  public List<String> provoked() {
    List<String> known = complaints();
    complaints.clear();
    return known;
  }

  private void note() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        complaints.add(entry.getMessage());
      }
    }
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(this::delete);
    }
  }

  private void delete(File file) {
    // Chromium may still be writing to its profile as it ends; the directory is a temporary one.
    file.delete();
  }
}
