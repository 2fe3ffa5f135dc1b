package io.loyalty.connections;

import io.loyalty.face.testing.ModuleRules;

class ModuleRulesTest extends ModuleRules {
  ModuleRulesTest() {
    super("io.loyalty.connections");
  }
}
