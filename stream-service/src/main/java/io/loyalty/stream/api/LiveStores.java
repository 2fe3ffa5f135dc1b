package io.loyalty.stream.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells listeners what happens at a store, by server-sent events: its minutes of the last hour
 * whenever they have changed, looked at each second, and a comment from time to time, by which both
 * sides see that the connection still stands. A listener stays while a stage is taken over. The
 * number of listeners is bounded. Thread-safe.
 */
@Component
final class LiveStores implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStores.class);

  private static final int COMMENT_AFTER = 15;
  private static final int THREADS = 4;
  private static final int HOURS = 1;

  private final StoreAnswers answers;
  private final int most;
  private final Semaphore places;
  private final Set<Listener> connected = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ScheduledExecutorService clock;

  LiveStores(StoreAnswers answers, ApiProperties properties) {
    this.answers = answers;
    this.most = properties.listeners();
    this.places = new Semaphore(most);
  }

  /**
   * Begins to tell a listener.
   *
   * @throws TakingOverException if there are too many, or the service stops
   */
  SseEmitter listen(String store, Optional<String> token) {
    answers.checkRuns();
    ScheduledExecutorService running = clock;
    if (running == null) {
      throw new TakingOverException("this instance is stopping; try again");
    }
    if (!places.tryAcquire()) {
      throw new TakingOverException(
          "%d listeners are connected, which is the most (stream.api.listeners); try again"
              .formatted(most));
    }
    var listener = new Listener(store, token);
    connected.add(listener);
    listener.begin(running);
    return listener.connection;
  }

  /** One connection. Its task runs by one thread at a time. */
  private final class Listener implements Runnable {
    private final String store;
    private final Optional<String> token;
    private final SseEmitter connection = new SseEmitter(0L);
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile @Nullable Future<?> told;
    private @Nullable StoreView last;
    private int silent;

    Listener(String store, Optional<String> token) {
      this.store = store;
      this.token = token;
      connection.onCompletion(this::end);
      connection.onError(fault -> end());
    }

    private void begin(ScheduledExecutorService running) {
      try {
        told = running.scheduleWithFixedDelay(this, 0, 1, TimeUnit.SECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("The service stops", e);
        end();
      }
      if (isOver.get()) {
        cancel();
      }
    }

    @Override
    public void run() {
      try {
        tell();
      } catch (IOException | RuntimeException e) {
        LOG.debug("A listener is gone", e);
        end();
      }
    }

    private void tell() throws IOException {
      StoreView now = look();
      if (now != null && !now.equals(last)) {
        connection.send(SseEmitter.event().name("store").data(now, MediaType.APPLICATION_JSON));
        last = now;
        silent = 0;
      } else if (++silent >= COMMENT_AFTER) {
        connection.send(SseEmitter.event().comment("nothing new"));
        silent = 0;
      }
    }

    private @Nullable StoreView look() {
      try {
        return answers.store(store, HOURS, false, token);
      } catch (TakingOverException e) {
        LOG.debug("A store can't be read at the moment", e);
        return null;
      }
    }

    private void end() {
      if (isOver.compareAndSet(false, true)) {
        connected.remove(this);
        places.release();
        cancel();
        connection.complete();
      }
    }

    private void cancel() {
      Future<?> task = told;
      if (task != null) {
        task.cancel(false);
      }
    }
  }

  @Override
  public void start() {
    clock = Executors.newScheduledThreadPool(THREADS);
  }

  /** Ends all connections, so that the web server need not wait for them. */
  @Override
  public void stop() {
    ScheduledExecutorService running = clock;
    clock = null;
    if (running != null) {
      running.shutdownNow();
      List.copyOf(connected).forEach(Listener::end);
    }
  }

  @Override
  public boolean isRunning() {
    return clock != null;
  }
}
