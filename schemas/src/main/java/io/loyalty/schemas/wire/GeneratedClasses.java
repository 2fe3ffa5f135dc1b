package io.loyalty.schemas.wire;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro create the classes that are generated from our schemas: since 1.12.2 it refuses any
 * class that the process has not allowed.
 */
public final class GeneratedClasses {
  private static final String PACKAGES = "io.loyalty.";
  private static boolean trusted;

  private GeneratedClasses() {}

  /** Allows them, beside what was allowed before. Idempotent. */
  public static synchronized void trust() {
    if (!trusted) {
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(
              ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(PACKAGES)));
      trusted = true;
    }
  }
}
