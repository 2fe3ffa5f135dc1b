package io.loyalty.console.service;

import io.loyalty.client.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks a service the same question at most once a second, whatever the number of viewers. While a
 * request is in flight, others get the answer of before, unless it is too old; without one they
 * wait, but only in the first second of the request. The requests in flight to a service are
 * limited, so that a silent one does not hold the threads of all pages. Thread-safe.
 */
@Component
public class SharedAnswers {
  /** The most requests in flight to one service: a quarter of {@code server.tomcat.threads.max}. */
  static final int MOST_IN_FLIGHT = 16;

  private static final long KEPT = Duration.ofSeconds(1).toNanos();
  private static final long USABLE = Duration.ofSeconds(30).toNanos();
  private static final int MOST = 1_000;

  private final LongSupplier clock;
  private final long patience;
  private final Map<String, Question> questions = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();

  @Autowired
  SharedAnswers() {
    this(System::nanoTime, Duration.ofSeconds(1));
  }

  /**
   * Creates the answers with what a test sets.
   *
   * @param clock returns the time in nanoseconds
   * @param patience how long others wait for a request that is in flight, from its begin
   */
  SharedAnswers(LongSupplier clock, Duration patience) {
    this.clock = clock;
    this.patience = patience.toNanos();
  }

  private record Known(Answered<?> answer, long at) {}

  private record InFlight(CompletableFuture<Answered<?>> answer, long begin) {}

  /** Holds what is known of a question; the lock of the object guards its fields. */
  private static final class Question {
    private @Nullable Known known;
    private @Nullable InFlight request;
  }

  /**
   * Returns the answer to a question: one of the last second, a new one, or the one of before while
   * a request is in flight.
   *
   * @param service the name of the service
   * @param name names the question with all its parameters; questions of the same name have answers
   *     of the same type
   * @param request asks it
   */
  public <T> Answered<T> get(String service, String name, Supplier<Answer<T>> request) {
    Question question = questions.computeIfAbsent(name, key -> new Question());
    @SuppressWarnings("unchecked") // The name of the question decides the type.
    Answered<T> answer = (Answered<T>) answer(service, question, () -> Answered.from(request));
    return answer;
  }

  private Answered<?> answer(String service, Question question, Supplier<Answered<?>> request) {
    Semaphore free = permits.computeIfAbsent(service, key -> new Semaphore(MOST_IN_FLIGHT));
    InFlight own = null;
    InFlight other;
    synchronized (question) {
      if (isYoungerThan(KEPT, question.known)) {
        return question.known.answer();
      }
      other = question.request;
      if (other == null && free.tryAcquire()) {
        own = new InFlight(new CompletableFuture<>(), clock.getAsLong());
        question.request = own;
      } else if (isYoungerThan(USABLE, question.known)) {
        return question.known.answer();
      }
    }
    Answered<?> unanswered =
        Answered.missing("%s has not answered yet; load the page again.".formatted(service));
    if (own == null) {
      return other == null ? unanswered : await(other, unanswered);
    }
    try {
      return ask(question, own, request);
    } finally {
      own.answer().complete(unanswered);
      free.release();
      forget(question);
    }
  }

  private Answered<?> ask(Question question, InFlight own, Supplier<Answered<?>> request) {
    Known known = null;
    try {
      known = new Known(request.get(), clock.getAsLong());
      own.answer().complete(known.answer());
      return known.answer();
    } finally {
      synchronized (question) {
        question.known = known;
        question.request = null;
      }
    }
  }

  private Answered<?> await(InFlight request, Answered<?> unanswered) {
    try {
      long left = request.begin() + patience - clock.getAsLong();
      return request.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return unanswered;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unanswered;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isYoungerThan(long age, @Nullable Known known) {
    return known != null && clock.getAsLong() - known.at() < age;
  }

  /** Visitors choose parameters, so there may be any number of questions. */
  private void forget(Question newest) {
    if (questions.size() > MOST) {
      questions.values().removeIf(each -> each != newest);
    }
  }
}
