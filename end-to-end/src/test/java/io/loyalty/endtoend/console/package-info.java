/** The console in a real browser, on real services. */
package io.loyalty.endtoend.console;
