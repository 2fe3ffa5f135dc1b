package io.loyalty.face;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Accepts tokens (JWT) that the configured issuer has signed for the configured audience.
 * Thread-safe.
 */
final class SignedTokens {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(3);
  private static final Pattern ACTOR = Pattern.compile("[\\p{Graph}\\p{IsAlphabetic} ]{1,128}");

  private final OidcSettings settings;
  private final JwtDecoder decoder;

  SignedTokens(OidcSettings settings) {
    this.settings = settings;
    // The issuer may be unavailable when the service starts.
    this.decoder = new SupplierJwtDecoder(() -> decoder(settings));
  }

  Caller read(String token) {
    try {
      Jwt jwt = decoder.decode(token);
      return new Caller("oidc:" + actor(jwt), role(jwt));
    } catch (JwtValidationException e) {
      throw new TokenRefusedException(
          "the token is not accepted: "
              + e.getErrors().stream()
                  .map(OAuth2Error::getDescription)
                  .distinct()
                  .collect(Collectors.joining(", ")));
    } catch (BadJwtException e) {
      throw new TokenRefusedException("the token is not signed by the issuer known here");
    } catch (JwtException
        | JwtDecoderInitializationException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new TokenRefusedException(
          "the issuer's keys can't be read now, so the token can't be checked; try again", e);
    }
  }

  private String actor(Jwt jwt) {
    Object actor = jwt.getClaim(settings.actorClaim());
    if (actor instanceof String name && ACTOR.matcher(name).matches()) {
      return name;
    }
    throw new TokenRefusedException(
        "the token's claim %s names nobody".formatted(settings.actorClaim()));
  }

  private Optional<Role> role(Jwt jwt) {
    Object value = jwt.getClaims();
    for (String part : settings.roleClaim().split("\\.", -1)) {
      value = value instanceof Map<?, ?> claims ? claims.get(part) : null;
    }
    Collection<?> roles =
        value instanceof Collection<?> list
            ? list
            : value instanceof String words ? Arrays.asList(words.split(" ", -1)) : List.of();
    if (roles.contains(settings.actRole())) {
      return Optional.of(Role.ACT);
    }
    return roles.contains(settings.readRole()) ? Optional.of(Role.READ) : Optional.empty();
  }

  private static JwtDecoder decoder(OidcSettings settings) {
    SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
    requests.setConnectTimeout(CONNECT);
    requests.setReadTimeout(READ);
    NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder builder =
        settings.jwkSetUri().isBlank()
            ? NimbusJwtDecoder.withIssuerLocation(settings.issuerUri())
            : NimbusJwtDecoder.withJwkSetUri(settings.jwkSetUri());
    NimbusJwtDecoder decoder =
        builder
            .restOperations(new RestTemplate(requests))
            .jwsAlgorithms(accepted -> accepted.addAll(List.of(SignatureAlgorithm.values())))
            .build();
    decoder.setJwtValidator(validator(settings));
    return decoder;
  }

  private static OAuth2TokenValidator<Jwt> validator(OidcSettings settings) {
    OAuth2TokenValidator<Jwt> usual =
        settings.issuerUri().isBlank()
            ? JwtValidators.createDefault()
            : JwtValidators.createDefaultWithIssuer(settings.issuerUri());
    return new DelegatingOAuth2TokenValidator<>(
        List.of(
            usual,
            jwt -> require(jwt.getExpiresAt() != null, "it never expires"),
            jwt ->
                require(
                    jwt.getAudience() != null && jwt.getAudience().contains(settings.audience()),
                    "it is meant for another audience")));
  }

  private static OAuth2TokenValidatorResult require(boolean holds, String otherwise) {
    return holds
        ? OAuth2TokenValidatorResult.success()
        : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", otherwise, null));
  }
}
