package io.loyalty.face;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the reason for a refused request as problem details (RFC 9457) and closes its connection.
 */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  static final String NEEDS_TOKEN = "this needs a token: Authorization: Bearer <token>";

  private final JsonMapper json;
  private final String noneConfigured;

  /** Takes {@code noneConfigured}, the key to set if no token is configured, otherwise empty. */
  Refusals(JsonMapper json, String noneConfigured) {
    this.json = json;
    this.noneConfigured = noneConfigured;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException fault)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    if (!noneConfigured.isEmpty()) {
      refuse(
          request,
          response,
          HttpStatus.FORBIDDEN,
          "no token is configured, so nobody may do this; set " + noneConfigured);
    } else if (fault instanceof TokenRefusedException refused) {
      refuse(request, response, refused.status(), refused.getMessage());
    } else {
      refuse(request, response, HttpStatus.UNAUTHORIZED, NEEDS_TOKEN);
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException fault)
      throws IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    boolean mayRead = who instanceof Caller caller && caller.role().isPresent();
    refuse(
        request,
        response,
        HttpStatus.FORBIDDEN,
        mayRead
            ? "this changes something and needs the role %s, which %s does not have"
                .formatted(Role.ACT.name().toLowerCase(Locale.ROOT), who.getName())
            : "the token gives no role here; it needs %s or %s"
                .formatted(
                    Role.READ.name().toLowerCase(Locale.ROOT),
                    Role.ACT.name().toLowerCase(Locale.ROOT)));
  }

  /** Writes the problem. {@link BodyDrain} limits how long the rest of the body is read. */
  void refuse(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String sentence)
      throws IOException {
    Map<String, Object> problem = new TreeMap<>();
    problem.put("title", status.getReasonPhrase());
    problem.put("status", status.value());
    problem.put("detail", sentence);
    problem.put("instance", request.getRequestURI());
    byte[] body = json.writeValueAsBytes(problem);
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader(HttpHeaders.CONNECTION, "close");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
