package io.loyalty.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatTest {

  @ParameterizedTest
  @EnumSource(TextFormat.class)
  void takesItsExample_andNoEmptyText(TextFormat format) {
    assertThat(matches(format, format.example())).isTrue();
    assertThat(matches(format, "")).isFalse();
    assertThat(TextFormat.of(format.code())).contains(format);
  }

  @Test
  void knowsCurrencies() {
    assertThat(matches(TextFormat.ISO_4217, "CHF")).isTrue();
    assertThat(matches(TextFormat.ISO_4217, "DEM")).isTrue();
    for (String no :
        new String[] {"€", "usd", "Eur", "EU", "EURO", " EUR", "ZZZ", "978", "E\u00dcR"}) {
      assertThat(matches(TextFormat.ISO_4217, no)).as(no).isFalse();
    }
  }

  @Test
  void knowsCountries() {
    assertThat(matches(TextFormat.ISO_3166, "SE")).isTrue();
    for (String no : new String[] {"se", "SWE", "ZZ", "S", "UK"}) {
      assertThat(matches(TextFormat.ISO_3166, no)).as(no).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kim@example.com",
        "k.i+m_1@a-b.example.co.uk",
        "kïm@exämple.com",
        "\"@example.com",
        "@example.com",
        "kim",
        "kim@",
        "kim@localhost",
        "kim@@example.com",
        "kim@exa mple.com",
        "kim\u00a0@example.com",
        "kim@example.com\u3000",
        "kim@-a.com",
        "kim@a-.com",
        "kim@a..com",
        "kim@.com",
        "kim@example.",
        "Kim <kim@example.com>",
        "kim@example.com,lee@example.com"
      })
  void knowsAddresses(String text) {
    boolean good =
        text.equals("kim@example.com") || text.startsWith("k.i") || text.startsWith("kïm");

    assertThat(matches(TextFormat.EMAIL, text)).isEqualTo(good);
  }

  @Test
  void knowsUriReferences() {
    for (String yes :
        new String[] {
          "/pos/319", "319", "loyalty.platform", "urn:a:b?c#d", "/a%20b", "/pos/zürich"
        }) {
      assertThat(matches(TextFormat.URI_REFERENCE, yes)).as(yes).isTrue();
    }
    for (String no :
        new String[] {"/a b", "/a\n", "/a%2", "<x>", "{x}", "a\\b", "\u00a0", "\u2028"}) {
      assertThat(matches(TextFormat.URI_REFERENCE, no)).as(no).isFalse();
    }
  }

  private static boolean matches(TextFormat format, String text) {
    byte[] bytes = ("(" + text + ")").getBytes(StandardCharsets.UTF_8);
    return format.matches(bytes, 1, bytes.length - 1);
  }
}
