package io.loyalty.ingestion;

import io.loyalty.face.testing.ConfigurationReference;
import java.util.Set;

class ConfigurationReferenceTest extends ConfigurationReference {
  ConfigurationReferenceTest() {
    super(
        "ingestion-service",
        "io.loyalty.ingestion",
        Set.of("ingestion.registry.password", "ingestion.registry.token"));
  }
}
