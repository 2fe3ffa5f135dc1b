package io.loyalty.schemas.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Sends a request, again where the registry can't be reached or can't answer now, and sorts what it
 * answers by {@link AnswerKind}: the only place that knows what a status means.
 */
final class Retry {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** A longer wait is the caller's to do: it has other work. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final RegistryOptions options;

  Retry(RegistryOptions options) {
    this.options = options;
  }

  /**
   * The answer, never null.
   *
   * @throws RestClientResponseException when it is a verdict of the registry (404, 409, 422)
   * @throws RegistryUnavailableException when there is none
   */
  <T> T call(Supplier<T> request) {
    RegistryUnavailableException last = null;
    for (int attempt = 0; attempt < options.attempts(); attempt++) {
      if (attempt > 0) {
        pause(FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 6)));
      }
      try {
        T answer = request.get();
        if (answer == null) {
          throw unexpected("without a body", null);
        }
        return answer;
      } catch (ResourceAccessException e) {
        last =
            new RegistryUnavailableException(
                "the registry at %s is not available (tried %d times%s)"
                    .formatted(options.url(), attempt + 1, certificate(e)),
                e);
      } catch (RestClientResponseException e) {
        last = refused(e, attempt + 1);
        if (last.retryAfter().filter(wait -> wait.compareTo(LONGEST_PAUSE) > 0).isPresent()) {
          throw last;
        }
      } catch (RestClientException e) {
        throw unexpected("with a body that can't be read", e);
      }
    }
    throw last;
  }

  /** The fault to throw if no further attempt is made; throws what no attempt can change. */
  private RegistryUnavailableException refused(RestClientResponseException e, int attempts) {
    int status = e.getStatusCode().value();
    return switch (AnswerKind.of(status)) {
      case VERDICT -> throw e;
      case UNEXPECTED -> throw unexpected("with status " + status, e);
      case REFUSES_US ->
          throw new RegistryUnavailableException(
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

  private void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException(
          "the wait for the registry at %s was interrupted".formatted(options.url()), e);
    }
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
