package io.loyalty.schemas.registry;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/**
 * Tries a request again while the registry can't be reached or answers 5xx; other answers are
 * final.
 */
final class Retry {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final RegistryOptions options;

  Retry(RegistryOptions options) {
    this.options = options;
  }

  <T> T call(Supplier<T> request) {
    RuntimeException last = null;
    for (int attempt = 0; attempt < options.attempts(); attempt++) {
      if (attempt > 0) {
        pause(FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 6)));
      }
      try {
        return request.get();
      } catch (ResourceAccessException | HttpServerErrorException e) {
        last = e;
      }
    }
    throw unavailable(last);
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private RegistryUnavailableException unavailable(Exception cause) {
    return new RegistryUnavailableException(
        "the registry at %s is not available (tried %d times)"
            .formatted(options.url(), options.attempts()),
        cause);
  }
}
