package io.loyalty.face;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.json.JsonMapper;

class TokenFilterTest {
  private static final String CONSOLE = "the-token-of-the-console-of-tests";
  private static final String ALICE = "the-token-of-alice-in-these-tests";

  private final TokenFilter filter =
      new TokenFilter(
          NamedTokens.parse(
              "consumption.api.tokens",
              List.of(
                  "console:act:" + TokenHash.of(CONSOLE) + ":on-behalf",
                  "alice:act:" + TokenHash.of(ALICE))),
          Optional.empty(),
          new Refusals(JsonMapper.shared(), ""));
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @AfterEach
  void forgetTheCaller() {
    SecurityContextHolder.clearContext();
  }

  @ParameterizedTest
  @CsvSource({
    "bob, console/bob",
    "bob@example.org, console/bob@example.org",
    "oidc:bob/admin, console/oidc:bob/admin",
    "J%C3%B6rg%20M., console/Jörg M.",
    "100%25, console/100%"
  })
  void callsAnApplicationWithTheUserForWhomItActs(String header, String name)
      throws ServletException, IOException {
    assertThat(caller(CONSOLE, header)).hasValue(name);
  }

  @Test
  void callsAnApplicationByItsOwnName_whereItNamesNobody() throws ServletException, IOException {
    assertThat(caller(CONSOLE)).hasValue("console");
  }

  @Test
  void ignoresTheHeaderOfATokenThatActsForItself() throws ServletException, IOException {
    assertThat(caller(ALICE, "bob")).hasValue("alice");
    assertThat(caller(ALICE, "%00")).hasValue("alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a%00", "a%0Ab", "a%7F", "100%", "%C3%28", "%E2%80%AE", "%F0%9F%98%80"})
  void refusesWhatNamesNobody(String header) throws ServletException, IOException {
    assertThat(caller(CONSOLE, header)).isEmpty();
    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(response.getContentAsString())
        .contains("X-Actor has 1 to 64 printable characters, as percent-encoded UTF-8");
  }

  @Test
  void refusesALongName_andTwoNames() throws ServletException, IOException {
    assertThat(caller(CONSOLE, "x".repeat(64))).isPresent();
    SecurityContextHolder.clearContext();
    assertThat(caller(CONSOLE, "x".repeat(65))).isEmpty();
    assertThat(caller(CONSOLE, "bob", "eve")).isEmpty();
  }

  /** Returns the name of the caller whom the next filter sees; empty if it is not reached. */
  private Optional<String> caller(String token, String... actors)
      throws ServletException, IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/replays");
    request.addHeader("Authorization", "Bearer " + token);
    for (String actor : actors) {
      request.addHeader("X-Actor", actor);
    }
    MockFilterChain chain = new MockFilterChain();
    filter.doFilter(request, response, chain);
    return chain.getRequest() == null
        ? Optional.empty()
        : Optional.of(SecurityContextHolder.getContext().getAuthentication().getName());
  }
}
