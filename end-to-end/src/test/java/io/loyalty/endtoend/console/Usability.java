package io.loyalty.endtoend.console;

import io.loyalty.endtoend.browser.Browser;
import org.assertj.core.api.SoftAssertions;

/** Tells whether pages can be used by anyone: by WCAG, light and dark, and on a phone. */
final class Usability {
  private static final int WIDE = 1280;
  private static final int PHONE = 360;

  private final Browser browser;
  private final SoftAssertions all = new SoftAssertions();

  Usability(Browser browser) {
    this.browser = browser;
  }

  /** Looks at the page that is open now; the window is wide and light again after it. */
  Usability look(String page) {
    browser.see("h1");
    for (String scheme : new String[] {"dark", "light"}) {
      browser.colours(scheme);
      all.assertThat(browser.barriers()).as("%s, %s", page, scheme).isEmpty();
    }
    browser.resize(PHONE, 800);
    all.assertThat(browser.scrollsSideways()).as("%s at %d px", page, PHONE).isFalse();
    browser.resize(WIDE, 900);
    return this;
  }

  /** Fails with all that was found on all pages. */
  void assertAll() {
    all.assertAll();
  }
}
