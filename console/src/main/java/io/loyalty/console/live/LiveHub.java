package io.loyalty.console.live;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Keeps open pages up to date: asks each channel once per tick while somebody listens to it, and
 * sends all listeners what has changed. Thread-safe.
 */
@Component
class LiveHub implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
  private static final Duration SIGN_EVERY = Duration.ofSeconds(15);
  private static final int SENDERS = 8;

  private final Map<String, Channel> channels;
  private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
  private final Map<String, Changes> changes = new ConcurrentHashMap<>();
  private final Map<String, AtomicBoolean> asking = new ConcurrentHashMap<>();
  private final Snapshots snapshots;
  private final RequestThreads requests;
  private final LiveProperties properties;
  private ScheduledExecutorService clock;
  private ScheduledExecutorService senders;
  private ScheduledFuture<?> ticking;
  private long ticks;

  LiveHub(
      List<Channel> channels,
      Snapshots snapshots,
      RequestThreads requests,
      LiveProperties properties) {
    this.channels =
        channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
    this.channels.keySet().forEach(name -> listeners.put(name, ConcurrentHashMap.newKeySet()));
    this.channels.keySet().forEach(name -> changes.put(name, new Changes()));
    this.channels.keySet().forEach(name -> asking.put(name, new AtomicBoolean()));
    this.snapshots = snapshots;
    this.requests = requests;
    this.properties = properties;
  }

  /**
   * Adds a listener, whose page gets the whole state first; empty if there are too many, or the
   * console is stopping.
   *
   * @throws NoSuchElementException if there is no such channel
   */
  Optional<SseEmitter> listen(String channel, HttpSession session) {
    Set<Listener> all = listeners.get(channel);
    if (all == null) {
      throw new NoSuchElementException(channel);
    }
    if (!isRunning() || count() >= properties.listeners()) {
      return Optional.empty();
    }
    // The interval of signs ends a connection that is gone; a page may be open for hours.
    SseEmitter emitter = new SseEmitter(0L);
    Listener listener =
        new Listener(
            emitter, session.getId(), session.getAccessor(), senders, changes.get(channel));
    Runnable gone =
        () -> {
          listener.ended();
          all.remove(listener);
        };
    emitter.onCompletion(gone);
    emitter.onTimeout(gone);
    emitter.onError(fault -> gone.run());
    all.add(listener);
    listener.sign();
    requests.execute(() -> tick(channels.get(channel)));
    return Optional.of(emitter);
  }

  /** Ends what the session's pages listen to. */
  void end(String session) {
    listeners.values().stream()
        .flatMap(Set::stream)
        .filter(each -> each.session().equals(session))
        .forEach(Listener::end);
  }

  /** Returns the number of open pages that listen. */
  int count() {
    return listeners.values().stream().mapToInt(Set::size).sum();
  }

  @Override
  public synchronized void start() {
    clock = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "live-clock"));
    senders = Executors.newScheduledThreadPool(SENDERS, task -> daemon(task, "live-sender"));
    long every = properties.interval().toMillis();
    ticking = clock.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
  }

  /** Ends all listeners, which a stop that waits for requests would wait for. */
  @Override
  public synchronized void stop() {
    ticking.cancel(false);
    clock.shutdownNow();
    listeners.values().forEach(all -> all.forEach(Listener::end));
    senders.shutdown();
    clock = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return clock != null;
  }

  private void tick() {
    ticks++;
    long idle = Math.max(1, properties.idleInterval().dividedBy(properties.interval()));
    if (count() == 0) {
      if (ticks % idle == 0) {
        requests.execute(snapshots::latest);
      }
      return;
    }
    if (ticks % Math.max(1, SIGN_EVERY.dividedBy(properties.interval())) == 0) {
      listeners.values().forEach(all -> all.forEach(Listener::sign));
    }
    channels.values().forEach(channel -> requests.execute(() -> tick(channel)));
  }

  private void tick(Channel channel) {
    Set<Listener> all = listeners.get(channel.name());
    all.removeIf(each -> !each.isAlive());
    AtomicBoolean busy = asking.get(channel.name());
    if (all.isEmpty() || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      Frame frame = channel.frame();
      all.forEach(each -> each.show(frame));
    } catch (RuntimeException e) {
      LOG.error("Unexpected error in what is live on {}; retrying in a second", channel.name(), e);
    } finally {
      busy.set(false);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
