package io.loyalty.consumption.api;

import io.loyalty.consumption.proof.ProofUnavailableException;
import io.loyalty.consumption.proof.UnknownEventTypeException;
import io.loyalty.consumption.table.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Says as problem details (RFC 9457) why the proof or dead letters can't be shown. */
@RestControllerAdvice(assignableTypes = {ReconcileController.class, DeadLetterController.class})
final class ReadingProblems {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingProblems.class);

  @ExceptionHandler({UnknownEventTypeException.class, InvalidRequestException.class})
  ProblemDetail invalid(RuntimeException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail invalid(MethodArgumentTypeMismatchException fault) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.BAD_REQUEST, "the parameter %s has no such value".formatted(fault.getName()));
  }

  @ExceptionHandler
  ProblemDetail notThere(NotThereException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, fault.getMessage());
  }

  @ExceptionHandler({ProofUnavailableException.class, DatabaseUnavailableException.class})
  ProblemDetail unavailable(RuntimeException fault) {
    LOG.info("Not answered: {}", fault.getMessage());
    LOG.debug("What did not answer", fault);
    return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, fault.getMessage());
  }
}
