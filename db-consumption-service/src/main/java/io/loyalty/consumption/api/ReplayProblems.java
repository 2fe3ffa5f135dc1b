package io.loyalty.consumption.api;

import io.loyalty.consumption.replay.InvalidReplayException;
import io.loyalty.consumption.replay.ReplayConflictException;
import io.loyalty.consumption.replay.UnknownReplayException;
import io.loyalty.consumption.table.DatabaseUnavailableException;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Says as problem details (RFC 9457) why a replay can't be, or an action is not allowed. */
@RestControllerAdvice(assignableTypes = ReplayController.class)
final class ReplayProblems {

  @ExceptionHandler
  ProblemDetail refused(ActionRefusedException fault) {
    return ProblemDetail.forStatusAndDetail(fault.status(), fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail invalid(InvalidReplayException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail noId(MethodArgumentTypeMismatchException fault) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.NOT_FOUND, "there is no replay of such an id; an id is a UUID");
  }

  @ExceptionHandler
  ProblemDetail unknown(UnknownReplayException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, fault.getMessage());
  }

  @ExceptionHandler
  ProblemDetail conflict(ReplayConflictException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, fault.getMessage());
  }

  @ExceptionHandler({
    DatabaseUnavailableException.class,
    TopicUnavailableException.class,
    RegistryUnavailableException.class
  })
  ProblemDetail unavailable(RuntimeException fault) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, fault.getMessage());
  }
}
