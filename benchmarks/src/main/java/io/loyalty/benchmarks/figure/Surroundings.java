package io.loyalty.benchmarks.figure;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a figure was measured on. */
public final class Surroundings {
  private Surroundings() {}

  /** Date, JDK, processors, and how busy the machine is. */
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
