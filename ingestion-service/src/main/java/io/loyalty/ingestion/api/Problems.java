package io.loyalty.ingestion.api;

import io.loyalty.face.BodyRefusedException;
import io.loyalty.face.FrameworkProblems;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says as problem details (RFC 9457) why a request is not answered. */
@RestControllerAdvice
final class Problems extends FrameworkProblems {
  Problems() {
    super("application/json, or application/x-ndjson with one message a line");
  }

  @ExceptionHandler
  ProblemDetail refused(RequestRefusedException fault) {
    return ProblemDetail.forStatusAndDetail(fault.status(), fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(BodyRefusedException fault) {
    return ProblemDetail.forStatusAndDetail(fault.status(), fault.getMessage());
  }
}
