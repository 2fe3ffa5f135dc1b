package io.loyalty.localstack;

import io.loyalty.face.testing.ModuleRules;

class ModuleRulesTest extends ModuleRules {
  ModuleRulesTest() {
    super("io.loyalty.localstack");
  }
}
