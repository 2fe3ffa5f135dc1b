package io.loyalty.schemas.registry;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Sends a request, retries it while the registry is unreachable or unavailable, and classifies the
 * response by {@link AnswerKind}. Only this class interprets status codes.
 */
final class Retry {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** A longer wait is the caller's to do: it has other work. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final RegistryOptions options;
  private final RetryTemplate retries;

  Retry(RegistryOptions options) {
    this.options = options;
    this.retries =
        new RetryTemplate(
            RetryPolicy.builder()
                .maxRetries(options.attempts() - 1L)
                .delay(FIRST_PAUSE)
                .multiplier(2)
                .maxDelay(FIRST_PAUSE.multipliedBy(64))
                .predicate(Retry::mayPass)
                .build());
  }

  /**
   * Returns the answer, never null.
   *
   * @throws RestClientResponseException when it is a verdict of the registry (404, 409, 422)
   * @throws RegistryUnavailableException when there is none
   */
  <T> T call(Supplier<T> request) {
    AtomicInteger attempts = new AtomicInteger();
    try {
      return retries.execute(
          () -> {
            attempts.incrementAndGet();
            return attempt(request);
          });
    } catch (RetryException e) {
      throw failure(e, attempts.get());
    }
  }

  private <T> T attempt(Supplier<T> request) {
    T answer = request.get();
    if (answer == null) {
      throw unexpected("without a body", null);
    }
    return answer;
  }

  /** Returns whether another attempt may succeed soon. */
  private static boolean mayPass(Throwable fault) {
    if (fault instanceof RestClientResponseException answer) {
      return AnswerKind.of(answer.getStatusCode().value()) == AnswerKind.BUSY
          && retryAfter(answer).filter(wait -> wait.compareTo(LONGEST_PAUSE) > 0).isEmpty();
    }
    return brokeOff(fault);
  }

  /**
   * Returns whether there was no answer, or one whose end did not come: the body is read after the
   * status, and its reader wraps what that fails with.
   */
  private static boolean brokeOff(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private RuntimeException failure(RetryException ended, int attempts) {
    Throwable last = ended.getCause();
    if (Thread.currentThread().isInterrupted()) {
      return new RegistryUnavailableException(
          "the wait for the registry at %s was interrupted".formatted(options.url()), last);
    }
    if (last instanceof RestClientResponseException e) {
      return refused(e, attempts);
    }
    if (brokeOff(last)) {
      return new RegistryUnavailableException(
          "the registry at %s is not available (tried %d times%s)"
              .formatted(options.url(), attempts, certificate(last)),
          last);
    }
    if (last instanceof RestClientException e) {
      return unexpected("with a body that can't be read", e);
    }
    if (last instanceof RuntimeException e) {
      return e;
    }
    throw new IllegalStateException(last);
  }

  private RuntimeException refused(RestClientResponseException e, int attempts) {
    int status = e.getStatusCode().value();
    return switch (AnswerKind.of(status)) {
      case VERDICT -> e;
      case UNEXPECTED -> unexpected("with status " + status, e);
      case REFUSES_US ->
          new RegistryUnavailableException(
              "the registry at %s answers %d: check the credentials and permissions"
                  .formatted(options.url(), status),
              e);
      case BUSY ->
          new RegistryUnavailableException(
              "the registry at %s is not available: it answers %d (tried %d times)"
                  .formatted(options.url(), status, attempts),
              retryAfter(e),
              e);
    };
  }

  private static Optional<Duration> retryAfter(RestClientResponseException e) {
    HttpHeaders headers = e.getResponseHeaders();
    return headers == null
        ? Optional.empty()
        : RetryAfter.of(headers.getFirst(HttpHeaders.RETRY_AFTER), Instant.now());
  }

  private UnexpectedAnswerException unexpected(String how, Throwable cause) {
    return new UnexpectedAnswerException(
        "%s answers %s, as no schema registry does: check the address"
            .formatted(options.url(), how),
        cause);
  }

  /** What is wrong with a certificate, if that is the cause: it will not pass by itself. */
  private static String certificate(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "; TLS fails: %s; check the certificates of both sides"
            .formatted(cause.getMessage());
      }
    }
    return "";
  }
}
