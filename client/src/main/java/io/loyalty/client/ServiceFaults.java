package io.loyalty.client;

import io.loyalty.client.ServiceException.Code;
import io.loyalty.client.ServiceException.Problem;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Converts every failure of a request into a {@link ServiceException}. Thread-safe. */
final class ServiceFaults {
  private static final int LONGEST_DETAIL = 1_000;
  private static final int LONGEST_PROBLEM = 64 * 1024;

  private final String service;
  private final ServiceAddress address;
  private final Optional<AccessToken> token;

  ServiceFaults(String service, ServiceAddress address, Optional<AccessToken> token) {
    this.service = service;
    this.address = address;
    this.token = token;
  }

  ServiceException of(RestClientException fault, Duration timeout) {
    if (fault instanceof ResourceAccessException && fault.getCause() instanceof IOException e) {
      return unanswered(e, timeout);
    }
    return fault.getCause() instanceof IOException e ? brokenOff(e) : notUnderstood(fault);
  }

  private ServiceException unanswered(IOException cause, Duration timeout) {
    if (cause instanceof HttpTimeoutException) {
      return new ServiceException(
          Problem.unanswered(Code.TIMED_OUT),
          "%s at %s has not answered within %d s.".formatted(service, address, timeout.toSeconds()),
          cause);
    }
    if (cause instanceof SSLException) {
      return new ServiceException(
          Problem.unanswered(Code.UNTRUSTED), TrustFault.sentence(service, address, cause), cause);
    }
    if (Thread.currentThread().isInterrupted()) {
      return new ServiceException(
          Problem.unanswered(Code.UNREACHABLE),
          "Interrupted while asking %s.".formatted(service),
          cause);
    }
    return new ServiceException(
        Problem.unanswered(Code.UNREACHABLE),
        "%s does not answer at %s; is it running?".formatted(service, address),
        cause);
  }

  ServiceException brokenOff(Exception cause) {
    return new ServiceException(
        Problem.unanswered(Code.UNREACHABLE),
        "The answer of %s at %s broke off; ask again.".formatted(service, address),
        cause);
  }

  ServiceException notUnderstood(Exception cause) {
    return new ServiceException(
        Problem.unanswered(Code.NOT_UNDERSTOOD),
        "What %s answers can't be understood; is it %s, in this version?"
            .formatted(address, service),
        cause);
  }

  /**
   * Returns the exception for a response that is no success. A redirect counts as refused, because
   * no redirect is followed.
   */
  ServiceException refusal(ClientHttpResponse answer) throws IOException {
    int status = answer.getStatusCode().value();
    Optional<String> detail = detail(answer.getBody().readNBytes(LONGEST_PROBLEM));
    String told = detail.map(text -> ": " + text).orElse("");
    return switch (status) {
      case 401 ->
          refusal(
              Code.UNAUTHORIZED,
              status,
              detail,
              token
                  .map(each -> "%s does not take %s%s".formatted(service, each, told))
                  .orElse("%s wants a token".formatted(service)));
      case 403 -> refusal(Code.FORBIDDEN, status, detail, sentence(status, detail));
      case 409 ->
          refusal(
              Code.CONFLICT,
              status,
              detail,
              detail.orElse("%s can't do that as things stand now".formatted(service)));
      case 408, 425, 429, 502, 503, 504 ->
          refusal(
              Code.UNAVAILABLE, status, detail, "%s can't answer now%s".formatted(service, told));
      default -> refusal(Code.REFUSED, status, detail, sentence(status, detail));
    };
  }

  private String sentence(int status, Optional<String> detail) {
    return detail.orElse(
        "%s answers with HTTP %d; is it %s, in this version?".formatted(address, status, service));
  }

  private static ServiceException refusal(
      Code code, int status, Optional<String> detail, String sentence) {
    return new ServiceException(new Problem(code, status, detail), sentence, null);
  }

  /** Returns the detail of problem details (RFC 9457); empty for any other response. */
  private static Optional<String> detail(byte[] body) {
    try {
      JsonNode problem = JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
      String text = problem.path("detail").asString(problem.path("title").asString("")).strip();
      return Optional.of(text.substring(0, Math.min(text.length(), LONGEST_DETAIL)))
          .filter(found -> !found.isEmpty());
    } catch (JacksonException none) {
      return Optional.empty();
    }
  }
}
