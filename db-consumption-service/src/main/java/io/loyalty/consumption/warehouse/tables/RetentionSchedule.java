package io.loyalty.consumption.warehouse.tables;

import io.loyalty.consumption.schedule.RepeatedTask;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Drops expired partitions every hour; does nothing without a retention. */
public final class RetentionSchedule implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Optional<TableRetention> retention;
  private final Map<String, TableContract> tables;
  private final Clock clock;
  private final RepeatedTask task = new RepeatedTask("retention", this::run);

  /** Drops partitions of these tables, by topic; does nothing without a retention. */
  public RetentionSchedule(
      Optional<TableRetention> retention, Map<String, TableContract> tables, Clock clock) {
    this.retention = retention;
    this.tables = Map.copyOf(tables);
    this.clock = clock;
  }

  @Override
  public void start() {
    if (retention.isPresent()) {
      task.start(FIRST, INTERVAL);
    }
  }

  @Override
  public void stop() {
    task.stop();
  }

  @Override
  public boolean isRunning() {
    return task.isRunning();
  }

  /** Drops expired partitions now, unless another instance is about to. */
  public void run() {
    try {
      retention.ifPresent(
          each -> each.run(tables, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    } catch (DatabaseUnavailableException e) {
      LOG.info("Could not drop old partitions; trying again at the next run: {}", e.getMessage());
    } catch (BrokenSetupException e) {
      LOG.warn("Could not drop old partitions: {}", e.getMessage());
    }
  }
}
