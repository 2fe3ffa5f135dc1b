package io.loyalty.consumption;

import io.loyalty.face.testing.ConfigurationReference;
import java.util.Set;

class ConfigurationReferenceTest extends ConfigurationReference {
  ConfigurationReferenceTest() {
    super(
        "db-consumption-service",
        "io.loyalty.consumption",
        Set.of("consumption.registry.password", "consumption.registry.token"));
  }
}
