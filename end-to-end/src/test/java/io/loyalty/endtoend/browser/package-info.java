/** A headless Chromium that tests drive as a person would, and what it must never report. */
package io.loyalty.endtoend.browser;
