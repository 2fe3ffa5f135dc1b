package io.loyalty.stream.api;

import io.loyalty.face.FrameworkProblems;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Explains failed requests as problem details (RFC 9457). */
@RestControllerAdvice
final class Problems extends FrameworkProblems {
  Problems() {
    super("application/json");
  }
}
