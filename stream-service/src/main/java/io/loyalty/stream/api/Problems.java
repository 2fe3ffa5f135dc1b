package io.loyalty.stream.api;

import io.loyalty.face.FrameworkProblems;
import io.loyalty.stream.compare.ComparisonRunningException;
import io.loyalty.stream.compare.NoSuchTopicException;
import io.loyalty.stream.compare.TooManyResultsException;
import io.loyalty.stream.run.ResetFailedException;
import io.loyalty.stream.run.ResetRefusedException;
import io.loyalty.stream.run.UnknownStageException;
import org.apache.kafka.common.errors.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/** Explains failed requests as problem details (RFC 9457). */
@RestControllerAdvice
final class Problems extends FrameworkProblems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** A stage takes over partitions in seconds, unless it has much state to restore. */
  private static final String RETRY_AFTER_SECONDS = "2";

  Problems() {
    super("application/json");
  }

  @ExceptionHandler
  ProblemDetail invalid(InvalidRequestException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail notThere(NotThereException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail unknownStage(UnknownStageException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(ResetRefusedException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail tooMany(TooManyResultsException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail noSuchTopic(NoSuchTopicException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, fault.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> running(ComparisonRunningException fault) {
    return again(fault);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> silent(ApiException fault) {
    LOG.warn("Kafka does not answer", fault);
    return again(
        new TakingOverException(
            "Kafka does not answer (%s); try again".formatted(fault.getClass().getSimpleName())));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> failed(ResetFailedException fault) {
    LOG.warn("Reset not taken", fault);
    return again(fault);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> takingOver(TakingOverException fault) {
    LOG.debug("Request not answered", fault);
    return again(fault);
  }

  private static ResponseEntity<ProblemDetail> again(RuntimeException fault) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, fault.getMessage()));
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return said(
        fault,
        "the parameter %s is %s"
            .formatted(
                fault.getPropertyName(),
                fault.getRequiredType() == boolean.class ? "true or false" : "a whole number"),
        headers,
        status,
        request);
  }
}
