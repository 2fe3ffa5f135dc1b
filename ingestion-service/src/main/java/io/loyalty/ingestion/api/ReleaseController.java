package io.loyalty.ingestion.api;

import io.loyalty.ingestion.flow.Ingestion;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code POST /refused/release}: writes the dead letters of refused events that the breaker
 * kept.
 */
@RestController
final class ReleaseController {
  private final Ingestion ingestion;

  ReleaseController(Ingestion ingestion) {
    this.ingestion = ingestion;
  }

  @PostMapping("/refused/release")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Released release() {
    try {
      return new Released(ingestion.releaseRefused());
    } catch (IllegalStateException e) {
      throw new RequestRefusedException(
          HttpStatus.CONFLICT, "no refused events are kept: " + e.getMessage());
    }
  }

  /** Holds the number of dead letters that were released. */
  record Released(int released) {}
}
