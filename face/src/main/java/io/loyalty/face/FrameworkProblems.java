package io.loyalty.face;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Explains as problem details (RFC 9457) the requests that Spring refuses before a controller is
 * called, and those that fail unexpectedly. Each service's controller advice extends it with its
 * own exceptions.
 */
public abstract class FrameworkProblems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FrameworkProblems.class);

  private final String requests;

  /**
   * Creates the explanations.
   *
   * @param requests the media types of requests in words, such as {@code application/json}
   */
  protected FrameworkProblems(String requests) {
    this.requests = requests;
  }

  /** Answers an exception that no other method handles. */
  @ExceptionHandler
  final ProblemDetail unexpected(Exception fault) {
    if (DisconnectedClientHelper.isClientDisconnectedException(fault)) {
      LOG.debug("Nobody waits for the answer any more", fault);
      return null;
    }
    return unforeseen(fault);
  }

  /** The fault is not part of the response, because it may contain personal data. */
  private static ProblemDetail unforeseen(Exception fault) {
    LOG.error("An unexpected fault, answered with 500", fault);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR, "an unexpected fault; the service's log says more");
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception fault,
      Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    boolean isRefusal = !status.is5xxServerError();
    return super.handleExceptionInternal(
        fault, isRefusal ? body : unforeseen(fault), headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return said(
        fault,
        "there is nothing at %s; see /openapi.yaml".formatted(path(request)),
        headers,
        status,
        request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String[] allowed = fault.getSupportedMethods();
    String sentence =
        "%s does not take %s; it takes %s"
            .formatted(
                path(request),
                fault.getMethod(),
                listed(allowed == null ? List.of() : List.of(allowed)));
    return said(fault, sentence, headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
      HttpMediaTypeNotSupportedException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return said(fault, "a request is " + requests, headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
      HttpMediaTypeNotAcceptableException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return said(fault, "an answer is application/json", headers, status, request);
  }

  /** Answers with a sentence in place of Spring's own. */
  protected final ResponseEntity<Object> said(
      Exception fault,
      String sentence,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
    return handleExceptionInternal(fault, problem, headers, status, request);
  }

  /** Returns the path of a request. */
  protected static String path(WebRequest request) {
    return ((ServletWebRequest) request).getRequest().getRequestURI();
  }

  private static String listed(Collection<?> values) {
    return values.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }
}
