package io.loyalty.console.login;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Ends sessions that have lasted for {@code console.session-limit}: those of open pages would last
 * for ever. Thread-safe.
 */
@Component
class SessionLimit implements HttpSessionListener, DisposableBean {
  private final Duration limit;
  private final Clock clock;
  private final Map<HttpSession, Instant> begins = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "session-limit");
            thread.setDaemon(true);
            return thread;
          });

  SessionLimit(LoginProperties properties, Clock clock) {
    this.limit = properties.sessionLimit();
    this.clock = clock;
    var unused = timer.scheduleWithFixedDelay(this::endOld, 1, 1, TimeUnit.MINUTES);
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    begins.put(event.getSession(), clock.instant());
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    begins.remove(event.getSession());
  }

  /** Ends the sessions that have reached the limit. */
  void endOld() {
    Instant newest = clock.instant().minus(limit);
    begins.forEach(
        (session, begin) -> {
          if (!begin.isAfter(newest)) {
            end(session);
          }
        });
  }

  /** Returns the number of sessions. */
  int count() {
    return begins.size();
  }

  private void end(HttpSession session) {
    begins.remove(session);
    try {
      session.invalidate();
    } catch (IllegalStateException alreadyEnded) {
      // It ended by itself meanwhile.
      return;
    }
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
