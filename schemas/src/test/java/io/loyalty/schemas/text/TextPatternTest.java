package io.loyalty.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[A-Z]{3}",
        "M-\\d+",
        "a?a?a?a?aaaa",
        "a*a*a*b",
        "[a-c]+-?[0-9_]{0,3}",
        "\\w{2,4}",
        "\\[[-a]*\\]",
        "b+b{2}a*"
      })
  void meansWhatItMeansInJava(String pattern) {
    Pattern java = Pattern.compile(pattern);
    TextPattern ours = TextPattern.of(pattern);
    Random random = new Random(7);
    String alphabet = "aabbcAZM-0_9[]é ";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(matches(ours, text.toString()))
          .as("%s on '%s'", pattern, text)
          .isEqualTo(java.matcher(text).matches());
    }
    assertThat(ours.example()).matches(java);
    assertThat(matches(ours, ours.example())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "(a)", "a|b", ".", "^a", "a$", "[^a]", "[]", "[z-a]", "[a", "a{0}", "a{3,2}", "a{2,}",
        "a{", "\\b", "a**", "é", "a\\", "x{64}", "[a-\\d]"
      })
  void refusesWhatItCannotMatchInOnePass(String pattern) {
    assertThatThrownBy(() -> TextPattern.of(pattern)).isInstanceOf(InvalidPatternException.class);
  }

  @Test
  void takesTimeThatGrowsWithTheTextAlone() {
    TextPattern pattern = TextPattern.of("a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b");

    assertThat(matches(pattern, "a".repeat(1_000_000))).isFalse();
  }

  private static boolean matches(TextPattern pattern, String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return pattern.matches(bytes, 1, bytes.length - 1);
  }
}
