package io.loyalty.client;

import io.loyalty.face.testing.ModuleRules;

class ModuleRulesTest extends ModuleRules {
  ModuleRulesTest() {
    super("io.loyalty.client");
  }
}
