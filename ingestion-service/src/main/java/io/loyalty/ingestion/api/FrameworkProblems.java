package io.loyalty.ingestion.api;

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
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says in sentences what Spring refuses before a controller is asked. */
abstract class FrameworkProblems extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(FrameworkProblems.class);

  /** Logs an unexpected fault; the response leaves its text out, since that may hold event data. */
  static ProblemDetail unforeseen(Exception fault) {
    log.error("An unexpected fault, answered with 500", fault);
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
    return said(
        fault,
        "a request is application/json, or application/x-ndjson with one message a line",
        headers,
        status,
        request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
      HttpMediaTypeNotAcceptableException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return said(fault, "an answer is application/json", headers, status, request);
  }

  private ResponseEntity<Object> said(
      Exception fault,
      String sentence,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
    return handleExceptionInternal(fault, problem, headers, status, request);
  }

  private static String path(WebRequest request) {
    return ((ServletWebRequest) request).getRequest().getRequestURI();
  }

  private static String listed(Collection<?> values) {
    return values.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }
}
