package io.loyalty.consumption.flow;

import io.loyalty.consumption.table.BrokenSetupException;
import io.loyalty.consumption.table.DatabaseUnavailableException;
import io.loyalty.consumption.table.TableWriter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the flow on a thread of its own, once the tables are ready, and stops it after its batch.
 * Thread-safe.
 */
public final class LoadService implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LoadService.class);
  private static final long STOP_SECONDS = 25;

  private final LoadParts parts;
  private final FlowProperties times;
  private final Clock clock;
  private final Consumer<String> brokenSetup;
  private final CountDownLatch stopRequested = new CountDownLatch(1);

  private volatile Thread thread;
  private volatile ConsumptionFlow flow;
  private volatile FlowStatus starting = new FlowStatus(FlowState.STARTING, List.of());

  /** What the service runs. */
  record LoadParts(
      Set<String> topics,
      TablePreparing tables,
      Supplier<ConsumptionFlow> flow,
      TableWriter writer) {}

  LoadService(LoadParts parts, FlowProperties times, Clock clock, Consumer<String> brokenSetup) {
    this.parts = parts;
    this.times = times;
    this.clock = clock;
    this.brokenSetup = brokenSetup;
  }

  /** The flow at this moment. */
  public FlowStatus status() {
    ConsumptionFlow running = flow;
    return running == null ? starting : running.status();
  }

  @Override
  public void start() {
    Thread loading = new Thread(this::load, "consumption-flow");
    loading.setDaemon(true);
    thread = loading;
    loading.start();
  }

  @Override
  public void stop() {
    stopRequested.countDown();
    ConsumptionFlow running = flow;
    if (running != null) {
      running.stop();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The load did not end within {} s; what it had open is rolled back", STOP_SECONDS);
    }
  }

  @Override
  public boolean isRunning() {
    Thread loading = thread;
    return loading != null && loading.isAlive();
  }

  private void load() {
    try {
      if (migrate()) {
        flow = parts.flow().get();
        if (stopRequested.getCount() == 0) {
          flow.stop();
        }
        flow.run(parts.topics());
      }
    } catch (BrokenSetupException e) {
      brokenSetup.accept(e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("The load ended by a fault that it does not know", e);
      brokenSetup.accept("the load can't run (%s)".formatted(e.getClass().getSimpleName()));
    } finally {
      parts.writer().close();
      starting = new FlowStatus(FlowState.STOPPED, List.of());
    }
  }

  /** Waits for the database; whether the tables are ready, and not the service to stop. */
  private boolean migrate() {
    BackOff backOff = new BackOff(times, clock);
    while (stopRequested.getCount() > 0) {
      try {
        parts.tables().migrate();
        return true;
      } catch (DatabaseUnavailableException e) {
        if (backOff.begin(e.getMessage())) {
          LOG.warn("The load waits to start: {}", e.getMessage());
        }
        pause(backOff);
      }
    }
    return false;
  }

  private void pause(BackOff backOff) {
    try {
      if (stopRequested.await(backOff.left().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("Stopped before the database was there");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopRequested.countDown();
    }
  }
}
