package io.loyalty.console.live;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends an open page what has changed on it. If the browser is slow, changes add up to the newest
 * state instead of a queue. Thread-safe.
 */
final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private final SseEmitter emitter;
  private final String session;
  private final HttpSession.Accessor access;
  private final Executor senders;
  private final Changes changes;

  private Frame sent = Frame.NONE;
  private Frame next = Frame.NONE;
  private boolean isSending;
  private boolean isAlive = true;
  private boolean wantsSign;

  Listener(
      SseEmitter emitter,
      String session,
      HttpSession.Accessor access,
      Executor senders,
      Changes changes) {
    this.emitter = emitter;
    this.session = session;
    this.access = access;
    this.senders = senders;
    this.changes = changes;
  }

  String session() {
    return session;
  }

  synchronized boolean isAlive() {
    return isAlive;
  }

  /** Sends what of the frame is other than what the page has. */
  synchronized void show(Frame frame) {
    next = frame;
    sendSoon();
  }

  /**
   * Sends a comment, so that proxies keep the connection and a browser that is gone is noticed. It
   * counts as a request of the session, which an open page keeps alive; without a session, the
   * connection ends.
   */
  void sign() {
    try {
      access.access(used -> {});
    } catch (IllegalStateException sessionEnded) {
      end();
      return;
    }
    synchronized (this) {
      wantsSign = true;
      sendSoon();
    }
  }

  /** Ends the connection; the browser may open it again. */
  void end() {
    synchronized (this) {
      if (!isAlive) {
        return;
      }
      isAlive = false;
    }
    try {
      emitter.complete();
    } catch (IllegalStateException gone) {
      // The browser was faster: the request has ended. The others must still be ended.
      LOG.debug("A connection had ended already", gone);
    }
  }

  synchronized void ended() {
    isAlive = false;
  }

  private void sendSoon() {
    if (!isSending && isAlive) {
      isSending = true;
      senders.execute(this::send);
    }
  }

  private void send() {
    try {
      while (true) {
        Map<String, String> events;
        boolean sign;
        synchronized (this) {
          events = changes.between(sent, next);
          sent = next;
          sign = wantsSign;
          wantsSign = false;
          if (!isAlive || (events.isEmpty() && !sign)) {
            isSending = false;
            return;
          }
        }
        if (sign) {
          emitter.send(SseEmitter.event().comment("here"));
        }
        for (Map.Entry<String, String> each : events.entrySet()) {
          emitter.send(SseEmitter.event().name(each.getKey()).data(each.getValue()));
        }
      }
    } catch (IOException | IllegalStateException gone) {
      ended();
    }
  }
}
