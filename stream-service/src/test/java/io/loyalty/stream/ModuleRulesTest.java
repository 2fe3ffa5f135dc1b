package io.loyalty.stream;

import io.loyalty.face.testing.ModuleRules;

class ModuleRulesTest extends ModuleRules {
  ModuleRulesTest() {
    super("io.loyalty.stream");
  }
}
