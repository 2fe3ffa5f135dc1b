package io.loyalty.stream.run;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.stream.reset.Application;
import io.loyalty.stream.stage.StateVersionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Starts one stage once all that it needs is there, replaces threads that a fault has ended, starts
 * it again once Kafka no longer refuses it or after a reset, and stops it. Thread-safe.
 */
final class StageRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** A start joins the group anew, which takes the partitions of the others for a moment. */
  private static final Duration PAUSE_OF_A_REFUSED = Duration.ofSeconds(10);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** Another instance may still run what a reset has replaced, or come back with it. */
  private static final Duration SWEEP_SOON = Duration.ofSeconds(5);

  private static final Duration SWEEP_AGAIN = Duration.ofMinutes(10);

  private final String name;
  private final StageApplication application;

  /** Has permits once the stage is refused or reset. */
  private final Semaphore restarts = new Semaphore(0);

  private CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread starter;
  private volatile @Nullable StreamsBuilderFactoryBean streams;
  private volatile boolean isToRestart;
  private volatile StageStatus status;

  StageRunner(String name, StageApplication application) {
    this.name = name;
    this.application = application;
    this.status = new StageStatus(name, StageState.STOPPED, null);
  }

  String name() {
    return name;
  }

  StageStatus status() {
    return status;
  }

  /** Returns Kafka Streams itself, for queries; null while it is not started. */
  @Nullable KafkaStreams running() {
    StreamsBuilderFactoryBean made = streams;
    return made == null ? null : made.getKafkaStreams();
  }

  /** Starts the stage in the background. Does nothing if it is started. */
  synchronized void start() {
    if (starter != null) {
      return;
    }
    stopped = new CountDownLatch(1);
    CountDownLatch end = stopped;
    starter = new Thread(() -> run(end), "start-" + name);
    starter.start();
  }

  /** Stops the stage; what it has finished is committed. Does nothing if it is stopped. */
  void stop() {
    Thread waitedFor;
    synchronized (this) {
      if (starter == null) {
        return;
      }
      stopped.countDown();
      waitedFor = starter;
    }
    waitedFor.interrupt();
    join(waitedFor);
    synchronized (this) {
      starter = null;
      try {
        close();
      } finally {
        change(StageState.STOPPED, null);
      }
    }
  }

  /** Starts the stage again as the application that the last reset has made, in the background. */
  void reset() {
    restarts.release();
  }

  String application() {
    return application.application();
  }

  Set<String> inputs() {
    return application.inputs();
  }

  Set<String> results() {
    return application.results();
  }

  List<EventType> resultTypes() {
    return application.resultTypes();
  }

  private void run(CountDownLatch end) {
    change(StageState.WAITING, "it has not looked for its topics yet");
    while (end.getCount() > 0) {
      Duration pause = PAUSE;
      try {
        restarts.drainPermits();
        Application current = application.current();
        application.prove();
        open(end, current);
        awaitRestart(current);
        close();
        pause = isToRestart ? PAUSE_OF_A_REFUSED : Duration.ZERO;
      } catch (NotReadyException e) {
        change(StageState.WAITING, e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (BrokenStageException e) {
        change(StageState.FAILED, e.getMessage());
        if (!isReset()) {
          return;
        }
      } catch (RuntimeException e) {
        LOG.warn("Stage {} could not start.", name, e);
        change(StageState.WAITING, "it could not start (%s); the log says why".formatted(root(e)));
        pause = PAUSE_OF_A_REFUSED;
        discard();
      }
      pause(end, pause);
    }
  }

  /** Waits until the stage is refused, reset or without a thread. Removes what resets have left. */
  private void awaitRestart(Application current) throws InterruptedException {
    long sweep = System.nanoTime() + SWEEP_SOON.toNanos();
    while (!isToRestart && application.current().equals(current)) {
      if (!restarts.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (hasNoThread()) {
          isToRestart = true;
          change(StageState.WAITING, "its last thread could not be replaced; the log says why");
        } else if (System.nanoTime() - sweep >= 0) {
          Duration next = application.sweep(current) ? SWEEP_AGAIN : SWEEP_SOON;
          sweep = System.nanoTime() + next.toNanos();
        }
      }
    }
  }

  /** Where the clients of a new thread can't be made, Kafka Streams has none and says it runs. */
  private boolean hasNoThread() {
    KafkaStreams made = running();
    return made != null
        && made.state().isRunningOrRebalancing()
        && made.metadataForLocalThreads().isEmpty();
  }

  /** Waits until the stage is reset; returns whether it is, and not stopped. */
  private boolean isReset() {
    try {
      restarts.acquire();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void open(CountDownLatch end, Application current) {
    if (end.getCount() == 0) {
      return;
    }
    isToRestart = false;
    change(StageState.STARTING, null);
    application.forget(current);
    StreamsBuilderFactoryBean made = application.open(current, this::entered, this::decide);
    streams = made;
    made.start();
  }

  private synchronized void close() {
    StreamsBuilderFactoryBean made = streams;
    // First, so that a fault leaves nothing that looks as if it ran.
    streams = null;
    if (made != null) {
      application.close(made);
    }
  }

  /** Closes what has failed to start, whatever state it is in. */
  private void discard() {
    try {
      close();
    } catch (RuntimeException e) {
      LOG.warn("Stage {} could not be closed after its failed start.", name, e);
    }
  }

  private void entered(KafkaStreams.State state) {
    if (isToRestart) {
      return;
    }
    switch (state) {
      case RUNNING -> change(StageState.RUNNING, null);
      case REBALANCING -> change(StageState.STARTING, null);
      case ERROR -> {
        if (status.state() != StageState.FAILED) {
          change(StageState.FAILED, "Kafka Streams ended it; the log says why");
        }
      }
      case CREATED, PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR -> {}
    }
  }

  /** Decides what follows from a fault that has ended a thread; its work is not committed. */
  private StreamThreadExceptionResponse decide(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof StateVersionException) {
        change(StageState.FAILED, cause.getMessage());
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
      if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
        isToRestart = true;
        change(StageState.WAITING, StageTopics.refusal(cause));
        restarts.release();
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
    }
    LOG.warn("Stage {} starts a thread again after {}.", name, root(fault));
    pause(stopped, PAUSE);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static String root(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }

  private void change(StageState state, @Nullable String reason) {
    StageStatus before = status;
    status = new StageStatus(name, state, reason);
    if (status.equals(before)) {
      return;
    }
    if (state == StageState.FAILED) {
      LOG.error("Stage {} has failed: {}.", name, reason);
    } else if (reason != null && isToRestart) {
      LOG.warn("Stage {} waits: {}.", name, reason);
    } else if (reason != null) {
      LOG.info("Stage {} waits: {}.", name, reason);
    } else {
      LOG.info("Stage {} is {}.", name, state);
    }
  }

  private static void pause(CountDownLatch end, Duration pause) {
    try {
      boolean ended = end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("The pause is over; stopped: {}.", ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
