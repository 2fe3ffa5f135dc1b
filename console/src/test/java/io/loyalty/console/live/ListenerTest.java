package io.loyalty.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class ListenerTest {
  private static Listener listener(HttpSession.Accessor access) {
    return new Listener(new SseEmitter(), "session", access, task -> {}, new Changes());
  }

  @Test
  void anOpenPageKeepsItsSessionAlive() {
    AtomicInteger used = new AtomicInteger();
    Listener listener = listener(use -> used.incrementAndGet());
    listener.sign();
    listener.sign();

    assertThat(used).hasValue(2);
    assertThat(listener.isAlive()).isTrue();
  }

  @Test
  void aPageWhoseSessionHasEndedIsSentNothingMore() {
    Listener listener =
        listener(
            use -> {
              throw new IllegalStateException("The session has ended.");
            });
    listener.sign();

    assertThat(listener.isAlive()).isFalse();
  }
}
