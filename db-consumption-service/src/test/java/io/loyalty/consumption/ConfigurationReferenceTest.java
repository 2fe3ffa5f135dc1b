package io.loyalty.consumption;

import io.loyalty.face.testing.ConfigurationReference;

class ConfigurationReferenceTest extends ConfigurationReference {
  ConfigurationReferenceTest() {
    super("db-consumption-service", "io.loyalty.consumption");
  }
}
