package io.loyalty.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class NamedTokensTest {
  private static final String KEY = "consumption.api.tokens";
  private static final String FIRST = "a-token-of-tests-that-is-long-enough";
  private static final String SECOND = "another-token-that-is-as-long-as-needed";

  @Test
  void acceptsEachOfSeveral_byItsNameAndRole() {
    NamedTokens tokens =
        tokens(
            "alice:act:" + TokenHash.of(FIRST), " grafana:READ:" + TokenHash.of(SECOND) + " ", "");
    assertThat(tokens.find(FIRST).orElseThrow().name()).isEqualTo("alice");
    assertThat(tokens.find(FIRST).orElseThrow().role()).isEqualTo(Role.ACT);
    assertThat(tokens.find(SECOND).orElseThrow().name()).isEqualTo("grafana");
    assertThat(tokens.find(SECOND).orElseThrow().role()).isEqualTo(Role.READ);
    assertThat(tokens.find(FIRST + "x")).isEmpty();
    assertThat(tokens.find(TokenHash.of(FIRST))).isEmpty();
  }

  @Test
  void tellsWhichTokensMayNameForWhomTheyAct() {
    NamedTokens tokens =
        tokens(
            "console:act:" + TokenHash.of(FIRST) + ":on-behalf",
            "alice:act:" + TokenHash.of(SECOND));
    assertThat(tokens.find(FIRST).orElseThrow().onBehalf()).isTrue();
    assertThat(tokens.find(SECOND).orElseThrow().onBehalf()).isFalse();
    assertThat(tokens.names()).containsExactly("console (ACT, on behalf of others)", "alice (ACT)");
  }

  @Test
  void acceptsNoShortToken_whateverHashIsConfigured() {
    assertThat(tokens("alice:act:" + TokenHash.of("x".repeat(31))).find("x".repeat(31))).isEmpty();
    assertThat(tokens("alice:act:" + TokenHash.of("x".repeat(32))).find("x".repeat(32)))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "replace-me", "change-me", "change-me-token", "change-me-ingestion-token"})
  void refusesThePlaceholdersOfExamples(String placeholder) {
    assertRefused(
        "hash of alice in consumption.api.tokens is that of a placeholder",
        "alice:act:" + TokenHash.of(placeholder));
  }

  @Test
  void refusesWhatIsMalformed() {
    String hash = TokenHash.of(FIRST);
    assertRefused("not of the form name:role:sha256", FIRST);
    assertRefused("not the SHA-256 of a token", "alice:act:" + FIRST);
    assertRefused("not the SHA-256 of a token", "alice:act:" + "0".repeat(64));
    assertRefused("or name:role:sha256:on-behalf", "alice:act:" + hash + ":on-behalf-of");
    assertRefused("or name:role:sha256:on-behalf", "alice:act:" + hash + ":");
    assertRefused("neither read nor act", "alice:admin:" + hash);
    assertRefused("A name in", "al ice:act:" + hash);
    assertRefused("stands twice", "alice:act:" + hash, "alice:read:" + TokenHash.of(SECOND));
    assertRefused("the hash of another name", "alice:act:" + hash, "bob:read:" + hash);
  }

  @Test
  void neverRepeatsWhatMayBeATokenInClear() {
    assertThatThrownBy(() -> tokens("alice:act:" + FIRST)).hasMessageNotContaining(FIRST);
    assertThatThrownBy(() -> tokens(FIRST)).hasMessageNotContaining(FIRST);
  }

  @Test
  void refusesTheTokenInClearOfAnEarlierVersion() {
    ApiSettings settings =
        new ApiSettings("consumption.api", List.of(), false, oidc("", ""), List.of());
    MockEnvironment environment = new MockEnvironment();
    assertThat(settings.requireNoClearToken(environment)).isSameAs(settings);
    environment.setProperty("consumption.api.token", FIRST);
    assertThatThrownBy(() -> settings.requireNoClearToken(environment))
        .isInstanceOf(InvalidApiSettingsException.class)
        .hasMessageStartingWith("consumption.api.token is no longer read: './pipeline token")
        .hasMessageNotContaining(FIRST);
  }

  @Test
  void wantsAnAudienceOfSignedTokens() {
    oidc("", "").check("consumption.api");
    oidc("https://issuer.example", "loyalty").check("consumption.api");
    assertThatThrownBy(() -> oidc("https://issuer.example", "").check("consumption.api"))
        .isInstanceOf(InvalidApiSettingsException.class)
        .hasMessageStartingWith("consumption.api.oidc.audience is empty");
  }

  private static OidcSettings oidc(String issuer, String audience) {
    return new OidcSettings(issuer, "", audience, "roles", "read", "act", "sub");
  }

  private static NamedTokens tokens(String... entries) {
    return NamedTokens.parse(KEY, List.of(entries));
  }

  private static void assertRefused(String sentence, String... entries) {
    assertThatThrownBy(() -> tokens(entries))
        .isInstanceOf(InvalidApiSettingsException.class)
        .hasMessageContaining(sentence);
  }
}
