package io.loyalty.benchmarks.pipeline;

import java.time.Duration;
import java.util.List;

/**
 * Says how db-consumption-service reaches its warehouse.
 *
 * @param latency the round trip that is added to the local one; zero connects directly
 * @param further settings of the service, each {@code key=value}
 */
public record WarehouseSetting(Duration latency, List<String> further) {
  /** A warehouse on this machine, with the settings of the image. */
  public static final WarehouseSetting LOCAL = new WarehouseSetting(Duration.ZERO, List.of());

  /** Keeps an unmodifiable copy of the list. */
  public WarehouseSetting {
    further = List.copyOf(further);
  }
}
