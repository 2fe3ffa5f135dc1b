package io.loyalty.console.login;

import jakarta.servlet.DispatcherType;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.ExceptionMappingAuthenticationFailureHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Protects the pages: nobody sees one who has not signed in, and who may only read posts nothing.
 */
@Configuration(proxyBeanMethods = false)
class PageSecurity {
  /** This policy allows scripts, styles and images of the console alone, and none in a page. */
  static final String CONTENT =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action"
          + " 'self'; frame-ancestors 'none'";

  private static final String[] OPEN = {
    "/login", "/login/once", "/webjars/**", "/static/**", "/error"
  };

  /** The management port serves these paths; the port of the pages has none of them. */
  @Bean
  @Order(1)
  SecurityFilterChain management(HttpSecurity http) {
    return http.securityMatcher("/actuator/**")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(each -> each.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            rules -> {
              rules.requestMatchers(HttpMethod.GET).permitAll();
              rules.anyRequest().denyAll();
            })
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(
      HttpSecurity http,
      PasswordAttempts attempts,
      UserDetailsService users,
      PasswordEncoder encoder,
      OidcProperties oidc,
      ObjectProvider<ClientRegistrationRepository> issuers) {
    http.authenticationProvider(new LimitedPasswords(attempts, users, encoder))
        // The global manager knows the users, too, and would check a password once more.
        .getSharedObject(AuthenticationManagerBuilder.class)
        .parentAuthenticationManager(null);
    HttpSessionRequestCache asked = new HttpSessionRequestCache();
    asked.setMatchingRequestParameterName(null);
    asked.setRequestMatcher(
        new AndRequestMatcher(
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/**"),
            new NegatedRequestMatcher(ofScript())));
    if (issuers.getIfAvailable() != null) {
      http.oauth2Login(
          login ->
              login
                  .loginPage("/login")
                  .successHandler(new SignedIn(asked))
                  .userInfoEndpoint(user -> user.userAuthoritiesMapper(roles(oidc))));
    }
    return http.authorizeHttpRequests(
            rules -> {
              rules
                  .dispatcherTypeMatchers(
                      DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                  .permitAll();
              rules.requestMatchers(OPEN).permitAll();
              rules.requestMatchers(HttpMethod.GET).hasAnyRole(Role.READ.name(), Role.ACT.name());
              rules.requestMatchers(HttpMethod.HEAD).hasAnyRole(Role.READ.name(), Role.ACT.name());
              rules.anyRequest().hasRole(Role.ACT.name());
            })
        .requestCache(each -> each.requestCache(asked))
        .formLogin(
            form ->
                form.loginPage("/login")
                    .successHandler(new SignedIn(asked))
                    .failureHandler(refused()))
        .logout(each -> each.logoutSuccessUrl("/login?out"))
        .exceptionHandling(faults -> faults.authenticationEntryPoint(entry()))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  /** Tells of too many attempts, and of nothing else, why a sign-in is refused. */
  private static AuthenticationFailureHandler refused() {
    ExceptionMappingAuthenticationFailureHandler pages =
        new ExceptionMappingAuthenticationFailureHandler();
    pages.setExceptionMappings(Map.of(LockedException.class.getName(), "/login?limited"));
    pages.setDefaultFailureUrl("/login?error");
    return pages;
  }

  /** Leaves a visitor whose claims grant no role without one: every page refuses. */
  private static GrantedAuthoritiesMapper roles(OidcProperties oidc) {
    return granted ->
        granted.stream()
            .filter(OidcUserAuthority.class::isInstance)
            .map(OidcUserAuthority.class::cast)
            .flatMap(user -> oidc.role(user.getAttributes()).stream())
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
            .toList();
  }

  private static AuthenticationEntryPoint entry() {
    RequestMatcher script = ofScript();
    AuthenticationEntryPoint refused = new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED);
    AuthenticationEntryPoint form = new LoginUrlAuthenticationEntryPoint("/login");
    return (request, response, fault) ->
        (script.matches(request) ? refused : form).commence(request, response, fault);
  }

  /** Matches requests of the script, which can't show a page to sign in. */
  private static RequestMatcher ofScript() {
    return new OrRequestMatcher(
        new RequestHeaderRequestMatcher("HX-Request"),
        request ->
            String.valueOf(request.getHeader("Accept"))
                .startsWith(MediaType.TEXT_EVENT_STREAM_VALUE));
  }
}
