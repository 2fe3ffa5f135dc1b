package io.loyalty.console.service;

import io.loyalty.client.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks a service the same question at most once a second, whatever the number of viewers: who asks
 * while an answer is on its way waits for it. Thread-safe.
 */
@Component
public class SharedAnswers {
  private static final long KEPT = Duration.ofSeconds(1).toNanos();
  private static final int MOST = 1_000;

  private final LongSupplier clock;
  private final Map<String, Shared> answers = new ConcurrentHashMap<>();

  @Autowired
  SharedAnswers() {
    this(System::nanoTime);
  }

  SharedAnswers(LongSupplier clock) {
    this.clock = clock;
  }

  private static final class Shared {
    private Answered<?> answer;
    private long askedAt;
  }

  /**
   * Returns the answer to a question, of the last second or new.
   *
   * @param question names the question with all its parameters; questions of the same name have
   *     answers of the same type
   * @param request asks it
   */
  public <T> Answered<T> get(String question, Supplier<Answer<T>> request) {
    Shared shared = answers.computeIfAbsent(question, key -> new Shared());
    synchronized (shared) {
      if (shared.answer == null || clock.getAsLong() - shared.askedAt >= KEPT) {
        shared.answer = Answered.from(request);
        shared.askedAt = clock.getAsLong();
        forget(shared);
      }
      @SuppressWarnings("unchecked") // The name of the question decides the type.
      Answered<T> answer = (Answered<T>) shared.answer;
      return answer;
    }
  }

  /** Visitors choose parameters, so there may be any number of questions. */
  private void forget(Shared newest) {
    if (answers.size() > MOST) {
      answers.values().removeIf(each -> each != newest);
    }
  }
}
