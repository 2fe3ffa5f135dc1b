package io.loyalty.consumption.load;

import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
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
  private volatile String database;
  private volatile FlowStatus starting = new FlowStatus(FlowState.STARTING, List.of());

  /** What the service runs. */
  record LoadParts(
      Set<String> topics,
      TablePreparing tables,
      GroupOwner owner,
      Function<String, ConsumptionFlow> flow,
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

  /** The id of the database that is loaded; empty before the load has begun. */
  Optional<String> database() {
    return flow == null ? Optional.empty() : Optional.of(database);
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
      if (await(() -> database = parts.tables().migrate()) && await(this::joinable)) {
        flow = parts.flow().apply(database);
        if (stopRequested.getCount() == 0) {
          flow.stop();
        }
        flow.run(parts.topics());
      }
    } catch (BrokenSetupException | ForeignGroupException e) {
      brokenSetup.accept(e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("The load ended by a fault that it does not know", e);
      brokenSetup.accept("the load can't run (%s)".formatted(e.getClass().getSimpleName()));
    } finally {
      parts.writer().close();
      starting = new FlowStatus(FlowState.STOPPED, List.of());
    }
  }

  /** The group is asked for before it is joined: whoever joins takes partitions away. */
  private void joinable() {
    switch (parts.owner().owner(database)) {
      case OURS -> LOG.debug("The group is this database's");
      case CONTESTED -> throw new TopicUnavailableException(parts.owner().refusal(), null);
      case FOREIGN -> throw new ForeignGroupException(parts.owner().refusal());
    }
  }

  /** Tries until it is done; whether it is, and the service is not to stop. */
  private boolean await(Runnable step) {
    BackOff backOff = new BackOff(times, clock);
    while (stopRequested.getCount() > 0) {
      try {
        step.run();
        return true;
      } catch (DatabaseUnavailableException | TopicUnavailableException e) {
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
        LOG.info("Stopped before the load could start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopRequested.countDown();
    }
  }
}
