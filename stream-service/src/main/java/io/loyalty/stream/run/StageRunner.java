package io.loyalty.stream.run;

import io.loyalty.stream.stage.StateVersionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Starts one stage once all that it needs is there, replaces threads that a fault has ended, and
 * stops it. Thread-safe.
 */
final class StageRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String name;
  private final StageApplication application;

  private CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread starter;
  private @Nullable StreamsBuilderFactoryBean streams;
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
  synchronized @Nullable KafkaStreams running() {
    return streams == null ? null : streams.getKafkaStreams();
  }

  /** Starts the stage in the background. Does nothing if it is started. */
  synchronized void start() {
    if (starter != null) {
      return;
    }
    stopped = new CountDownLatch(1);
    CountDownLatch end = stopped;
    starter = new Thread(() -> prepare(end), "start-" + name);
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
      if (streams != null) {
        streams.stop();
        application.close(streams);
        streams = null;
      }
      starter = null;
      change(StageState.STOPPED, null);
    }
  }

  private void prepare(CountDownLatch end) {
    change(StageState.WAITING, "it has not looked for its topics yet");
    while (end.getCount() > 0) {
      try {
        application.prove();
        open(end);
        return;
      } catch (NotReadyException e) {
        change(StageState.WAITING, e.getMessage());
      } catch (RuntimeException e) {
        change(StageState.FAILED, e.getMessage());
        return;
      }
      pause(end);
    }
  }

  private synchronized void open(CountDownLatch end) {
    if (end.getCount() == 0) {
      return;
    }
    change(StageState.STARTING, null);
    StreamsBuilderFactoryBean made = application.open(this::entered, this::decide);
    streams = made;
    made.start();
  }

  private void entered(KafkaStreams.State state) {
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
      if (cause instanceof StateVersionException || cause instanceof AuthorizationException) {
        change(StageState.FAILED, cause.getMessage());
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
    }
    LOG.warn("Stage {} starts a thread again after {}.", name, root(fault));
    pause(stopped);
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
    } else if (reason != null) {
      LOG.info("Stage {} waits: {}.", name, reason);
    } else {
      LOG.info("Stage {} is {}.", name, state);
    }
  }

  private static void pause(CountDownLatch end) {
    try {
      boolean ended = end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
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
