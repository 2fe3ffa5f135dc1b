package io.loyalty.ingestion.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets only those post who have the configured token; what is only looked at is open. */
@Component
final class ApiToken implements HandlerInterceptor, WebMvcConfigurer {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String SCHEME = "Bearer ";

  private final Environment environment;

  ApiToken(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (READS.contains(request.getMethod())) {
      return true;
    }
    String token = environment.getProperty("ingestion.api.token", "");
    if (token.isBlank()) {
      throw new RequestRefusedException(
          HttpStatus.FORBIDDEN,
          "no token is configured, so nobody may validate or release; set ingestion.api.token");
    }
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (given == null || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused(response, "this needs a token: Authorization: Bearer <token>");
    }
    if (!MessageDigest.isEqual(bytes(token), bytes(given.substring(SCHEME.length()).strip()))) {
      throw refused(response, "the token is not the one that is configured");
    }
    return true;
  }

  private static RequestRefusedException refused(HttpServletResponse response, String why) {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return new RequestRefusedException(HttpStatus.UNAUTHORIZED, why);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
