package io.loyalty.stream;

import io.loyalty.face.testing.ConfigurationReference;

class ConfigurationReferenceTest extends ConfigurationReference {
  ConfigurationReferenceTest() {
    super("stream-service", "io.loyalty.stream");
  }
}
