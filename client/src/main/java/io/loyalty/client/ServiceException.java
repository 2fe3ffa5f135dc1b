package io.loyalty.client;

import java.util.Optional;

/** A service did not do what it was asked. The message is one sentence. */
public final class ServiceException extends RuntimeException {
  private final transient Problem problem;

  /**
   * Why a request failed.
   *
   * @param code the kind of failure
   * @param status the HTTP status; 0 where there was no answer
   * @param detail the service's own sentence (RFC 9457), if it gave one
   */
  public record Problem(Code code, int status, Optional<String> detail) {
    static Problem unanswered(Code code) {
      return new Problem(code, 0, Optional.empty());
    }
  }

  /** Describes the kinds of failure. */
  public enum Code {
    /** No connection, or it broke off before the answer was complete. */
    UNREACHABLE,
    /** No answer within the time limit. */
    TIMED_OUT,
    /** The certificates do not fit. */
    UNTRUSTED,
    /** The token is missing or not accepted (401). */
    UNAUTHORIZED,
    /** The token does not allow it (403). */
    FORBIDDEN,
    /** It can't be done as things stand now (409). */
    CONFLICT,
    /** Returns the service, or what it depends on, can't answer now (502, 503, 504). */
    UNAVAILABLE,
    /** Returns the service refused the request for another reason. */
    REFUSED,
    /** The answer is not one of this API. */
    NOT_UNDERSTOOD
  }

  /** Explains a failure in one sentence. */
  public ServiceException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Returns the kind of failure. */
  public Code code() {
    return problem.code();
  }

  /** Returns the HTTP status; 0 where there was no answer. */
  public int status() {
    return problem.status();
  }

  /** Returns the service's own sentence, if it gave one. */
  public Optional<String> detail() {
    return problem.detail();
  }

  /** Returns whether the same request may succeed later. */
  public boolean isTemporary() {
    return switch (code()) {
      case UNREACHABLE, TIMED_OUT, UNAVAILABLE -> true;
      case UNTRUSTED, UNAUTHORIZED, FORBIDDEN, CONFLICT, REFUSED, NOT_UNDERSTOOD -> false;
    };
  }
}
