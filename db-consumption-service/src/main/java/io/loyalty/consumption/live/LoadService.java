package io.loyalty.consumption.live;

import io.loyalty.consumption.load.FlowState;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.load.LoadLoop;
import io.loyalty.consumption.load.LoadWait;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the live load on a thread of its own, once the tables are ready, and stops it after its
 * batch. Thread-safe.
 */
public final class LoadService implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LoadService.class);
  private static final long STOP_SECONDS = 25;

  private final LiveLoops loops;
  private final TablePreparing tables;
  private final GroupOwner owner;
  private final Consumer<String> brokenSetup;
  private final LoadWait starting;

  private volatile Thread thread;
  private volatile LoadLoop loop;
  private volatile String database;
  private volatile FlowStatus before = new FlowStatus(FlowState.STARTING, List.of());

  /** Tells {@code brokenSetup} in one sentence why nothing can be loaded. */
  public LoadService(
      LiveLoops loops,
      TablePreparing tables,
      GroupOwner owner,
      Clock clock,
      Consumer<String> brokenSetup) {
    this.loops = loops;
    this.tables = tables;
    this.owner = owner;
    this.brokenSetup = brokenSetup;
    this.starting = new LoadWait("The start of the load", loops.times(), clock);
  }

  /** The load at this moment. */
  public FlowStatus status() {
    LoadLoop running = loop;
    return running == null ? before : running.status();
  }

  /** The id of the database that is loaded; empty before the load has begun. */
  Optional<String> database() {
    return loop == null ? Optional.empty() : Optional.of(database);
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
    starting.stop();
    LoadLoop running = loop;
    if (running != null) {
      running.stop();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn(
          "The load did not end within {} s; its open transaction is rolled back", STOP_SECONDS);
    }
  }

  @Override
  public boolean isRunning() {
    Thread loading = thread;
    return loading != null && loading.isAlive();
  }

  private void load() {
    try {
      if (await(() -> database = tables.migrate()) && await(this::joinable)) {
        loop = loops.into(database);
        if (starting.isStopped()) {
          loop.stop();
        }
        loop.run();
      }
    } catch (BrokenSetupException | ForeignGroupException e) {
      brokenSetup.accept(e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("Unexpected error in the load; it has ended", e);
      brokenSetup.accept("the load can't run (%s)".formatted(e.getClass().getSimpleName()));
    } finally {
      tables.close();
      before = new FlowStatus(FlowState.STOPPED, List.of());
    }
  }

  /** The group is asked for before it is joined: whoever joins takes partitions away. */
  private void joinable() {
    switch (owner.owner(database)) {
      case OURS -> LOG.debug("The group is this database's");
      case CONTESTED -> throw new TopicUnavailableException(owner.refusal(), null);
      case FOREIGN -> throw new ForeignGroupException(owner.refusal());
    }
  }

  /** Tries until it is done; whether it is, and the service is not to stop. */
  private boolean await(Runnable step) {
    while (!starting.isStopped()) {
      try {
        step.run();
        return true;
      } catch (DatabaseUnavailableException | TopicUnavailableException e) {
        starting.begin(e.getMessage(), e);
        starting.sit(starting.left());
      }
    }
    return false;
  }
}
