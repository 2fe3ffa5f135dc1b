package io.loyalty.client;

import java.util.Optional;

/** Signals that a request to a service failed. The message is one sentence. */
public final class ServiceException extends RuntimeException {
  private final transient Problem problem;

  /**
   * Describes why a request failed.
   *
   * @param code the kind of failure
   * @param status the HTTP status; 0 if there was no response
   * @param detail the service's own explanation (RFC 9457), if any
   */
  public record Problem(Code code, int status, Optional<String> detail) {
    static Problem unanswered(Code code) {
      return new Problem(code, 0, Optional.empty());
    }
  }

  /** Lists the kinds of failure. */
  public enum Code {
    /** The connection failed, or broke off before the response was complete. */
    UNREACHABLE,
    /** The service did not respond within the timeout. */
    TIMED_OUT,
    /** The certificate of the service or of the client was not accepted. */
    UNTRUSTED,
    /** The token is missing or was not accepted (401). */
    UNAUTHORIZED,
    /** The token does not allow the request (403). */
    FORBIDDEN,
    /** The request conflicts with the current state (409). */
    CONFLICT,
    /**
     * The service or a server that it depends on is unavailable, or asks to come again later (408,
     * 425, 429, 502, 503, 504).
     */
    UNAVAILABLE,
    /** The service refused the request for another reason. */
    REFUSED,
    /** The response is not one that the API defines. */
    NOT_UNDERSTOOD
  }

  /** Creates the exception; the message explains the failure in one sentence. */
  public ServiceException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Returns the kind of failure. */
  public Code code() {
    return problem.code();
  }

  /** Returns the HTTP status; 0 if there was no response. */
  public int status() {
    return problem.status();
  }

  /** Returns the service's own explanation, if any. */
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
