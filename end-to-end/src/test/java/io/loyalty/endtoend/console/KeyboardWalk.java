package io.loyalty.endtoend.console;

import io.loyalty.endtoend.browser.Browser;
import io.loyalty.endtoend.programme.ConsoleInstance;

/** Signs in, starts a reconciliation and reads a dead letter with the keyboard alone. */
final class KeyboardWalk {
  private KeyboardWalk() {}

  static void through(Browser browser, ConsoleInstance console) {
    browser.open(console.page("/login"));
    browser.tabTo("username");
    browser.keys(ConsoleInstance.ACTS);
    browser.tabTo("password");
    browser.keys(ConsoleInstance.PASSWORD);
    browser.pressEnter();
    browser.see("h1", "Flow");
    browser.tabTo("Runs");
    browser.pressEnter();
    browser.see("h1", "Runs");
    browser.tabTo("Reconcile");
    browser.pressEnter();
    browser.see("h1", "Reconcile");
    browser.tabTo("Reconcile");
    browser.pressEnter();
    browser.see("#progress, [role='alert']");
    browser.open(console.page("/dead-letters?groupBy=source"));
    browser.tabTo("Example");
    browser.pressEnter();
    browser.see("main", "The original");
  }
}
