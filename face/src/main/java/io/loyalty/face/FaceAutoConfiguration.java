package io.loyalty.face;

import jakarta.servlet.DispatcherType;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secures the HTTP API of the service that provides {@link ApiSettings}, and serves its document.
 */
@AutoConfiguration
@Import(OpenApiController.class)
@ConditionalOnBean(ApiSettings.class)
class FaceAutoConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(FaceAutoConfiguration.class);

  @Bean
  SecurityFilterChain apiSecurity(HttpSecurity http, ApiSettings settings) {
    settings.oidc().check(settings.prefix());
    NamedTokens tokens = settings.namedTokens();
    Optional<SignedTokens> signed =
        settings.oidc().isOn() ? Optional.of(new SignedTokens(settings.oidc())) : Optional.empty();
    tell(settings, tokens);
    String noneConfigured =
        tokens.isEmpty() && signed.isEmpty() ? settings.prefix() + ".tokens" : "";
    Refusals refusals = new Refusals(JsonMapper.shared(), noneConfigured);
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .exceptionHandling(
            faults -> faults.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(
            rules -> {
              rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
              // The management port serves these paths; the API port has none of them.
              rules.requestMatchers(HttpMethod.GET, "/actuator/**").permitAll();
              if (settings.anonymousReading()) {
                rules.requestMatchers(HttpMethod.GET).permitAll();
                rules.requestMatchers(HttpMethod.HEAD).permitAll();
              } else {
                rules.requestMatchers(HttpMethod.GET).hasAnyRole(Role.READ.name(), Role.ACT.name());
                rules
                    .requestMatchers(HttpMethod.HEAD)
                    .hasAnyRole(Role.READ.name(), Role.ACT.name());
              }
              rules.anyRequest().hasRole(Role.ACT.name());
            })
        .addFilterBefore(
            new TokenFilter(tokens, signed, refusals), AnonymousAuthenticationFilter.class)
        .addFilterAfter(new BodyLimit(settings.largeBodies(), refusals), AuthorizationFilter.class)
        .build();
  }

  /** Prevents Spring Boot from creating a default user with a password. */
  @Bean
  AuthenticationManager noPasswords() {
    return authentication -> {
      throw new TokenRefusedException(Refusals.NEEDS_TOKEN);
    };
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodyDrain() {
    return server -> server.addEngineValves(new BodyDrain());
  }

  private static void tell(ApiSettings settings, NamedTokens tokens) {
    if (tokens.isEmpty() && !settings.oidc().isOn()) {
      LOG.warn(
          "No token is configured ({}.tokens), so every request that needs one is refused",
          settings.prefix());
    } else {
      LOG.info(
          "The API accepts the tokens of {}{}",
          tokens.isEmpty() ? "nobody by name" : String.join(", ", tokens.names()),
          settings.oidc().isOn() ? ", and signed tokens of the OIDC issuer" : "");
    }
    if (settings.anonymousReading()) {
      LOG.warn(
          "Reading the API is open to everybody who reaches its port ({}.anonymous-reading is true)",
          settings.prefix());
    }
  }
}
