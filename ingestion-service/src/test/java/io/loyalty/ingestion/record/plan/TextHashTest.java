package io.loyalty.ingestion.record.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TextHashTest {
  /** RFC 4231, test case 6: a key of 131 bytes 0xaa. */
  @Test
  void hashesAsTheStandardSays() {
    byte[] key = HexFormat.of().parseHex("aa".repeat(131));
    String text = "Test Using Larger Than Block-Size Key - Hash Key First";
    byte[] expected =
        HexFormat.of().parseHex("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    Scratch out = new Scratch();

    new TextHash(new HashKey("id", key))
        .write(out, text.getBytes(StandardCharsets.UTF_8), 0, text.length());

    String written = new String(out.bytes(), 1, out.length() - 1, StandardCharsets.UTF_8);
    assertThat(out.bytes()[0]).isEqualTo((byte) (2 * written.length()));
    assertThat(written).startsWith("id.").hasSize(3 + 43);
    assertThat(Base64.getUrlDecoder().decode(written.substring(3))).isEqualTo(expected);
  }
}
