package io.loyalty.benchmarks;

import io.loyalty.face.testing.ModuleRules;

class ModuleRulesTest extends ModuleRules {
  ModuleRulesTest() {
    super("io.loyalty.benchmarks");
  }
}
