package io.loyalty.ingestion;

import io.loyalty.face.testing.ConfigurationReference;

class ConfigurationReferenceTest extends ConfigurationReference {
  ConfigurationReferenceTest() {
    super("ingestion-service", "io.loyalty.ingestion");
  }
}
