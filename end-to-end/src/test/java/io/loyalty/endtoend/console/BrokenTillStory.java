package io.loyalty.endtoend.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.endtoend.browser.Browser;
import io.loyalty.endtoend.programme.ConsoleInstance;

/** Finds what a broken till sent, understands it and puts it right, beginning on Flow. */
final class BrokenTillStory {
  private static final String OPEN = "t.purchase-transaction.open";

  private BrokenTillStory() {}

  /** Redrives all that was refused; every page on the way is looked at. */
  static void redrive(Browser browser, ConsoleInstance console) {
    assertThat(Integer.parseInt(browser.see("[data-live='%s']".formatted(OPEN)).getText()))
        .isGreaterThanOrEqualTo(BrokenTill.REFUSED);
    browser.see("a:has([data-live='%s'])".formatted(OPEN)).click();
    browser.see("h1", "Dead letters");
    assertThat(browser.at()).hasParameter("eventType", "purchase-transaction");
    browser.type("source", BrokenTill.SOURCE);
    browser.click("Show");
    browser.see("main", "allowed-values");
    browser.click("Example");
    browser.see("main", "VERKAUF");
    Usability usability = new Usability(browser).look("one dead letter");
    browser.open(console.page("/dead-letters?source=" + BrokenTill.SOURCE));
    browser.click("Preview a redrive");
    browser.click("Mend the events by a patch");
    usability.look("the form of a preview");
    browser.type("patch", BrokenTill.PATCH);
    browser.click("Preview " + BrokenTill.REFUSED);
    browser.see("#progress", "%1$d of %1$d".formatted(BrokenTill.REFUSED));
    usability.look("a preview");
    browser.click("Redrive the " + BrokenTill.REFUSED);
    browser.see("h1", "Redrive what would pass");
    usability.look("the confirmation of a redrive");
    browser.click("Redrive " + BrokenTill.REFUSED);
    browser.see("#progress", "DONE");
    browser.see("#progress", "%1$d published".formatted(BrokenTill.REFUSED));
    usability.look("a redrive").assertAll();
  }
}
