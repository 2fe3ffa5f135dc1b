package io.loyalty.consumption.proof;

import io.loyalty.consumption.schedule.RepeatedTask;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reconciles again and again, so that a loss is seen by those who asked nothing. */
public final class ReconcileSchedule implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileSchedule.class);
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final Reconcile reconcile;
  private final Duration interval;
  private final RepeatedTask task = new RepeatedTask("reconcile", this::run);

  /** Reconciles once per interval. */
  public ReconcileSchedule(Reconcile reconcile, ProofProperties properties) {
    this.reconcile = reconcile;
    this.interval = properties.interval();
  }

  @Override
  public void start() {
    task.start(interval.compareTo(FIRST) < 0 ? interval : FIRST, interval);
  }

  @Override
  public void stop() {
    task.stop();
  }

  @Override
  public boolean isRunning() {
    return task.isRunning();
  }

  private static void tell(Reconciliation found) {
    String exactly =
        found.partitions().stream()
            .filter(each -> each.depth() == Depth.EXACT)
            .map(PartitionProof::topic)
            .distinct()
            .collect(Collectors.joining(", "));
    LOG.info(
        "Reconciled {} partitions: {} by counts, {} by reading the log{}, {} not at all; {} records unaccounted for, {} unproven",
        found.partitions().size(),
        found.partitions(Depth.COUNTS),
        found.partitions(Depth.EXACT),
        exactly.isEmpty() ? "" : " (" + exactly + ")",
        found.partitions(Depth.NONE),
        found.unaccounted(),
        found.unproven());
  }

  private void run() {
    try {
      Map<String, Long> before = reconcile.unaccounted();
      tell(reconcile.run(Optional.empty(), false));
      reconcile
          .unaccounted()
          .forEach(
              (type, count) -> {
                if (count > 0 && !count.equals(before.get(type))) {
                  LOG.warn("{} records of {} are unaccounted for; see /reconcile", count, type);
                }
              });
    } catch (ProofUnavailableException e) {
      LOG.info("{}", e.getMessage());
    }
  }
}
