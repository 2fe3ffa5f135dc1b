package io.loyalty.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WhiteSpaceTest {
  private static final Pattern UNICODE = Pattern.compile("\\p{IsWhite_Space}");

  @Test
  void isTheUnicodeProperty_forEveryCharacter() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        continue;
      }
      String text = Character.toString(point);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int expected = UNICODE.matcher(text).matches() ? bytes.length : 0;

      if (WhiteSpace.lengthAt(bytes, 0, bytes.length) != expected) {
        assertThat(WhiteSpace.lengthAt(bytes, 0, bytes.length))
            .as("U+%04X", point)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void findsBothEnds() {
    byte[] bytes = "\u00a0\u3000 \tKim é\u2003\u0085\r\n".getBytes(StandardCharsets.UTF_8);
    int start = WhiteSpace.start(bytes, 0, bytes.length);
    int end = WhiteSpace.end(bytes, start, bytes.length);

    assertThat(new String(bytes, start, end - start, StandardCharsets.UTF_8)).isEqualTo("Kim é");
  }

  @Test
  void leavesNothingOfWhatIsAllWhite() {
    byte[] bytes = " \u2028\u3000".getBytes(StandardCharsets.UTF_8);

    assertThat(WhiteSpace.isBlank(bytes, 0, bytes.length)).isTrue();
    assertThat(WhiteSpace.end(bytes, 0, bytes.length)).isZero();
    assertThat(WhiteSpace.isBlank(bytes, 1, 1)).isTrue();
  }
}
