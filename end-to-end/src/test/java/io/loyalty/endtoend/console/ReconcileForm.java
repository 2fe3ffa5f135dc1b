package io.loyalty.endtoend.console;

import static org.awaitility.Awaitility.await;

import io.loyalty.endtoend.browser.Browser;
import java.time.Duration;

/** Compares all topics with the warehouse, from the screen Runs. */
final class ReconcileForm {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private ReconcileForm() {}

  /** Starts a reconciliation and waits until it has finished. */
  static void submit(Browser browser) {
    await("a reconciliation is started, as soon as no other one runs")
        .atMost(PATIENCE)
        .until(() -> isStarted(browser));
    browser.see("#progress", "FINISHED");
  }

  private static boolean isStarted(Browser browser) {
    browser.click("Runs");
    browser.see("h1", "Runs");
    browser.click("Reconcile");
    browser.see("h1", "Reconcile");
    browser.click("Reconcile");
    browser.see("#progress, [role='alert']");
    return !browser.all("#progress").isEmpty();
  }
}
