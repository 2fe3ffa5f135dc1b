package io.loyalty.consumption.api;

import io.loyalty.consumption.holds.HoldDecisionException;
import io.loyalty.consumption.lookup.InvalidLookupException;
import io.loyalty.consumption.proof.ReconcileRunningException;
import io.loyalty.consumption.proof.UnknownEventTypeException;
import io.loyalty.consumption.recovery.InvalidRedriveException;
import io.loyalty.consumption.recovery.RedriveConflictException;
import io.loyalty.consumption.recovery.UnknownRedriveException;
import io.loyalty.consumption.replay.InvalidReplayException;
import io.loyalty.consumption.replay.ReplayConflictException;
import io.loyalty.consumption.replay.UnknownReplayException;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.recovery.NothingChosenException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.face.FrameworkProblems;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import java.net.URI;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Explains failed requests as problem details (RFC 9457). */
@RestControllerAdvice
final class Problems extends FrameworkProblems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  Problems() {
    super("application/json");
  }

  @ExceptionHandler({
    InvalidLookupException.class,
    InvalidReplayException.class,
    InvalidRedriveException.class,
    InvalidRequestException.class,
    UnknownEventTypeException.class
  })
  ProblemDetail invalid(RuntimeException fault) {
    return problem(HttpStatus.BAD_REQUEST, fault);
  }

  @ExceptionHandler({
    UnknownReplayException.class,
    UnknownRedriveException.class,
    NotThereException.class
  })
  ProblemDetail notThere(RuntimeException fault) {
    return problem(HttpStatus.NOT_FOUND, fault);
  }

  @ExceptionHandler({
    ReplayConflictException.class,
    RedriveConflictException.class,
    NothingChosenException.class,
    HoldDecisionException.class
  })
  ProblemDetail conflict(RuntimeException fault) {
    return problem(HttpStatus.CONFLICT, fault);
  }

  /** Names the location of the running reconciliation. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> running(ReconcileRunningException fault) {
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .location(URI.create("/reconciliations/" + fault.running()))
        .body(problem(HttpStatus.CONFLICT, fault));
  }

  @ExceptionHandler({
    DatabaseUnavailableException.class,
    TopicUnavailableException.class,
    RegistryUnavailableException.class
  })
  ProblemDetail unavailable(RuntimeException fault) {
    LOG.info("Request not answered: {}", fault.getMessage());
    LOG.debug("Cause of the request that was not answered", fault);
    return problem(HttpStatus.SERVICE_UNAVAILABLE, fault);
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (fault instanceof MethodArgumentTypeMismatchException argument
        && argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
      return said(
          fault,
          "there is no %s of such an id; an id is a UUID".formatted(noun(path(request))),
          headers,
          HttpStatus.NOT_FOUND,
          request);
    }
    return said(
        fault,
        "the parameter %s is %s".formatted(fault.getPropertyName(), kind(fault.getRequiredType())),
        headers,
        status,
        request);
  }

  private static String noun(String path) {
    if (path.startsWith("/redrives")) {
      return "redrive";
    }
    return path.startsWith("/reconciliations") ? "reconciliation" : "replay";
  }

  private static ProblemDetail problem(HttpStatus status, RuntimeException fault) {
    return ProblemDetail.forStatusAndDetail(status, fault.getMessage());
  }

  private static String kind(Class<?> type) {
    return type == UUID.class
        ? "an id, which is a UUID"
        : "a whole number up to " + Integer.MAX_VALUE;
  }
}
