package io.loyalty.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.loyalty.console.visit.RecordedService;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the sign-in by OpenID Connect with an issuer that signs what it is told. */
class OidcSignInTest {
  private static final RecordedService ISSUER = new RecordedService();
  private static RSAKey key;
  private static VisitedConsole console;

  @BeforeAll
  static void start() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    ISSUER.answers("GET /keys", new JWKSet(key.toPublicJWK()).toString());
    String registration = "--spring.security.oauth2.client.registration.corp.";
    String provider = "--spring.security.oauth2.client.provider.corp.";
    console =
        new VisitedConsole(
            registration + "client-id=console",
            registration + "client-secret=a-secret",
            registration + "authorization-grant-type=authorization_code",
            registration + "redirect-uri={baseUrl}/login/oauth2/code/{registrationId}",
            registration + "scope=openid",
            registration + "client-name=Corp",
            provider + "authorization-uri=" + ISSUER.address() + "/authorize",
            provider + "token-uri=" + ISSUER.address() + "/token",
            provider + "jwk-set-uri=" + ISSUER.address() + "/keys",
            provider + "user-name-attribute=preferred_username",
            "--console.oidc.role-claim=realm_access.roles");
  }

  @AfterAll
  static void stop() {
    console.close();
    ISSUER.close();
  }

  @Test
  void theLoginPageLeadsToTheIssuer() {
    assertThat(console.visit().page("/login")).contains("Sign in with Corp");
  }

  @Test
  void theClaimGrantsTheRoleToAct() throws JOSEException {
    Visit visit = console.visit();

    assertThat(Visit.ledTo(signIn(visit, List.of("loyalty-act")))).isEqualTo("/");
    assertThat(visit.page("/")).contains("dora", "may act");
  }

  @Test
  void theClaimGrantsTheRoleToRead() throws JOSEException {
    Visit visit = console.visit();
    signIn(visit, List.of("loyalty-read", "other"));

    assertThat(visit.page("/")).contains("dora", "may read");
  }

  @Test
  void whoHasNoRoleSeesNoPage() throws JOSEException {
    Visit visit = console.visit();
    signIn(visit, List.of("other"));

    assertThat(visit.get("/").statusCode()).isEqualTo(403);
  }

  @Test
  void anAnswerThatNobodyAskedForIsRefused() {
    assertThat(Visit.ledTo(console.visit().get("/login/oauth2/code/corp?code=c&state=s")))
        .isEqualTo("/login?error");
  }

  private static HttpResponse<String> signIn(Visit visit, List<String> roles) throws JOSEException {
    String asked = Visit.ledTo(visit.get("/oauth2/authorization/corp"));
    String state = parameter(asked, "state");
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER.address().toString())
                .subject("7")
                .audience("console")
                .claim("preferred_username", "dora")
                .claim("nonce", parameter(asked, "nonce"))
                .claim("realm_access", Map.of("roles", roles))
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build());
    token.sign(new RSASSASigner(key));
    ISSUER.answers(
        "POST /token",
        "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"expires_in\": 60, \"id_token\": \"%s\"}"
            .formatted(token.serialize()));
    return visit.get("/login/oauth2/code/corp?code=c&state=" + encoded(state));
  }

  private static String parameter(String address, String name) {
    Matcher found = Pattern.compile("[?&]" + name + "=([^&]+)").matcher(address);
    assertThat(found.find()).as(address).isTrue();
    return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
