package io.loyalty.benchmarks.figure;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Describes the environment of a measurement. */
public final class Surroundings {
  private Surroundings() {}

  /** Returns the date, the JDK, the number of processors, and the load of the machine. */
  public static String now() {
    return "%s, Java %s (%s), %d processors, load average %.1f"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.version(),
            System.getProperty("java.vendor"),
            Runtime.getRuntime().availableProcessors(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
