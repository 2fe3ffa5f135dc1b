package io.loyalty.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** Tests signed tokens with keys that this test serves. */
@SuppressWarnings("JavaUtilDate") // the JWT library accepts no other type
class SignedTokensTest {
  private static final String AUDIENCE = "loyalty";
  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

  private RSAKey key;
  private HttpServer issuer;
  private SignedTokens tokens;

  @BeforeEach
  void serveKeys() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    byte[] keys = new JWKSet(key).toString().getBytes(StandardCharsets.UTF_8);
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    issuer.start();
    tokens =
        new SignedTokens(
            new OidcSettings(
                "",
                "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys",
                AUDIENCE,
                "realm.roles",
                "reader",
                "actor",
                "sub"));
  }

  @AfterEach
  void stopServing() {
    issuer.stop(0);
  }

  @Test
  void namesTheActorAndTheRole() throws JOSEException {
    Caller alice = tokens.read(signed(claims("actor").build(), key));
    assertThat(alice.getName()).isEqualTo("oidc:alice");
    assertThat(alice.role()).contains(Role.ACT);
    assertThat(tokens.read(signed(claims("reader").build(), key)).role()).contains(Role.READ);
  }

  @Test
  void givesNoRole_whereTheClaimHasNoneOfOurs() throws JOSEException {
    assertThat(tokens.read(signed(claims("cook").build(), key)).role()).isEmpty();
  }

  @Test
  void refusesWhatHasExpiredOrNeverDoes() throws JOSEException {
    assertRefused(
        signed(claims("actor").expirationTime(new Date(0)).build(), key), "Jwt expired at");
    assertRefused(signed(claims("actor").expirationTime(null).build(), key), "it never expires");
  }

  @Test
  void refusesWhatIsMeantForOthers() throws JOSEException {
    assertRefused(
        signed(claims("actor").audience("payroll").build(), key),
        "it is meant for another audience");
  }

  @Test
  void refusesAnotherKeyAndNone() throws JOSEException {
    RSAKey another = new RSAKeyGenerator(2048).keyID("k1").generate();
    assertRefused(signed(claims("actor").build(), another), "not signed by the issuer");
    assertRefused(new PlainJWT(claims("actor").build()).serialize(), "not signed by the issuer");
  }

  @Test
  void refusesATokenThatNamesNobody() throws JOSEException {
    assertRefused(signed(claims("actor").subject(null).build(), key), "claim sub names nobody");
    assertRefused(signed(claims("actor").subject("a\nb").build(), key), "claim sub names nobody");
  }

  @Test
  void canTellNothing_whileTheKeysCannotBeRead() throws JOSEException {
    issuer.stop(0);
    String good = signed(claims("actor").build(), key);
    assertThatThrownBy(() -> tokens.read(good))
        .isInstanceOfSatisfying(
            TokenRefusedException.class,
            refused -> assertThat(refused.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
  }

  @Test
  void canTellNothing_whileTheIssuerCannotBeAsked() throws JOSEException {
    issuer.stop(0);
    SignedTokens ofIssuer =
        new SignedTokens(
            new OidcSettings(
                "http://127.0.0.1:" + issuer.getAddress().getPort(),
                "",
                AUDIENCE,
                "realm.roles",
                "reader",
                "actor",
                "sub"));
    String good = signed(claims("actor").build(), key);
    assertThatThrownBy(() -> ofIssuer.read(good))
        .isInstanceOfSatisfying(
            TokenRefusedException.class,
            refused -> assertThat(refused.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
  }

  private void assertRefused(String token, String sentence) {
    assertThatThrownBy(() -> tokens.read(token))
        .isInstanceOf(TokenRefusedException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining(token);
  }

  private static JWTClaimsSet.Builder claims(String role) {
    return new JWTClaimsSet.Builder()
        .subject("alice")
        .audience(AUDIENCE)
        .expirationTime(Date.from(LATER))
        .claim("realm", Map.of("roles", List.of("cook", role)));
  }

  private static String signed(JWTClaimsSet claims, RSAKey with) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
    token.sign(new RSASSASigner(with));
    return token.serialize();
  }
}
