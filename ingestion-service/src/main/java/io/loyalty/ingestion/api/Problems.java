package io.loyalty.ingestion.api;

import io.loyalty.face.BodyRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Says as problem details (RFC 9457) why a request is not answered. */
@RestControllerAdvice
final class Problems extends FrameworkProblems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ProblemDetail refused(RequestRefusedException fault) {
    return ProblemDetail.forStatusAndDetail(fault.status(), fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(BodyRefusedException fault) {
    return ProblemDetail.forStatusAndDetail(fault.status(), fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail unexpected(Exception fault) {
    if (DisconnectedClientHelper.isClientDisconnectedException(fault)) {
      log.debug("Nobody waits for the answer any more", fault);
      return null;
    }
    return unforeseen(fault);
  }
}
