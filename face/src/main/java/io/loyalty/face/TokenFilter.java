package io.loyalty.face;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Authenticates the caller by the request's headers, before the body is read. */
final class TokenFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final NamedTokens tokens;
  private final Optional<SignedTokens> signed;
  private final Refusals refusals;

  TokenFilter(NamedTokens tokens, Optional<SignedTokens> signed, Refusals refusals) {
    this.tokens = tokens;
    this.signed = signed;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      try {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(caller(header, request));
        SecurityContextHolder.setContext(context);
      } catch (AuthenticationException refused) {
        refusals.commence(request, response, refused);
        return;
      } catch (ActorRefusedException refused) {
        refusals.refuse(request, response, HttpStatus.BAD_REQUEST, refused.getMessage());
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private Caller caller(String header, HttpServletRequest request) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new TokenRefusedException(Refusals.NEEDS_TOKEN);
    }
    String presented = header.substring(SCHEME.length()).strip();
    if (presented.length() < NamedTokens.LEAST_LENGTH) {
      throw new TokenRefusedException(
          "the token is too short; a token has %d characters or more"
              .formatted(NamedTokens.LEAST_LENGTH));
    }
    Optional<NamedToken> named = tokens.find(presented);
    if (named.isPresent()) {
      return caller(named.get(), request);
    }
    if (signed.isPresent() && presented.chars().filter(each -> each == '.').count() == 2) {
      return signed.get().read(presented);
    }
    throw new TokenRefusedException("the token is not one that is configured");
  }

  /** No token's name has a slash, so the application that vouches for the actor is always known. */
  private static Caller caller(NamedToken token, HttpServletRequest request) {
    Optional<String> actor = token.onBehalf() ? ActorHeader.of(request) : Optional.empty();
    return new Caller(
        actor.map(each -> token.name() + "/" + each).orElse(token.name()),
        Optional.of(token.role()));
  }
}
