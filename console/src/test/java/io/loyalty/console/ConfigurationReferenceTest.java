package io.loyalty.console;

import io.loyalty.face.testing.ConfigurationReference;

/**
 * The keys that begin with {@code console} are a table of their own, so the service has another
 * name.
 */
class ConfigurationReferenceTest extends ConfigurationReference {
  ConfigurationReferenceTest() {
    super("console-app", "io.loyalty.console");
  }
}
