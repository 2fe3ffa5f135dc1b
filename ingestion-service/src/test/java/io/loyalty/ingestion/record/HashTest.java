package io.loyalty.ingestion.record;

import static io.loyalty.ingestion.record.Contracts.event;
import static io.loyalty.ingestion.record.Contracts.read;
import static io.loyalty.ingestion.record.Contracts.rules;
import static io.loyalty.ingestion.record.Contracts.valid;
import static io.loyalty.ingestion.record.Contracts.validator;
import static io.loyalty.ingestion.record.Contracts.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.record.plan.UnusableContractException;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.InvalidContractException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Period;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class HashTest {
  private static final EventType TYPE =
      Contracts.type(
          """
          {"name":"memberId","type":["null","string"],"default":null,"transform":["trim","lower","hash"],"maxLength":8},
          {"name":"cards","type":{"type":"array","items":"string"},"default":[],"transform":["hash"]},
          {"name":"store","type":"string","default":"none"}
          """,
          "memberId",
          "store");
  private static final byte[] KEY = new byte[48];

  static {
    new SecureRandom().nextBytes(KEY);
  }

  private final RecordValidator validator = validator(TYPE, withKey("k1", KEY));

  @Test
  void storesHashOfTheTransformedText_sameForEveryEventAndThread() throws Exception {
    String expected = "k1." + hmac("m-äé1");

    assertThat(hashOf(validator, " M-ÄÉ1 ")).isEqualTo(expected);
    assertThat(
            IntStream.range(0, 500)
                .parallel()
                .mapToObj(i -> hashOf(validator, i % 2 == 0 ? "m-äé1" : " M-äé1"))
                .distinct())
        .containsExactly(expected);
  }

  @Test
  void keysByTheHash() {
    Validated validated = validator.validate(event("{\"memberId\":\"m1\"}"), Contracts.RECEIVED);

    assertThat(valid(validated).key())
        .asString()
        .isEqualTo(read(TYPE, validated).get("memberId").toString())
        .startsWith("k1.");
  }

  @Test
  void hashesEachStringOfAnArray_andLeavesNullAndDefaultsAlone() throws Exception {
    GenericRecord record =
        read(
            TYPE,
            validator.validate(
                event("{\"memberId\":null,\"cards\":[\"a\",\"\"]}"), Contracts.RECEIVED));

    assertThat(record.get("memberId")).isNull();
    assertThat(record.get("store")).hasToString("none");
    assertThat(record.get("cards")).hasToString("[k1.%s, k1.%s]".formatted(hmac("a"), hmac("")));
  }

  @Test
  void checksBeforeHashing_andNeverShowsTheText() {
    Validated validated =
        validator.validate(
            event("{\"memberId\":\" 123456789 \",\"cards\":[\"a\\u0000\",4711,\"\\ud800\"]}"),
            Contracts.RECEIVED);

    assertThat(rules(validated))
        .containsExactly(
            "max-length /data/memberId",
            "nul-character /data/cards/0",
            "type /data/cards/1",
            "lone-surrogate /data/cards/2");
    assertThat(violations(validated)).extracting(Violation::found).containsOnly("masked");
  }

  @Test
  void tellsTheKey_soThatTwoKeysHashesDiffer() {
    byte[] other = KEY.clone();
    other[0]++;

    assertThat(hashOf(validator(TYPE, withKey("k2", other)), "m"))
        .startsWith("k2.")
        .doesNotContain(hashOf(validator, "m").substring(3));
  }

  @Test
  void refusesToStart_withoutAKeyOrWhereHashIsNotTheLast() {
    assertThatThrownBy(() -> validator(TYPE))
        .isInstanceOf(UnusableContractException.class)
        .hasMessage(
            "test.memberId: its transform hash needs a key; set ingestion.record.hash-key and hash-key-id");
    for (String transforms : new String[] {"\"hash\",\"trim\"", "\"hash\",\"hash\""}) {
      assertUnusable(
          "{\"name\":\"a\",\"type\":\"string\",\"transform\":[%s]}".formatted(transforms),
          "the last");
    }
    assertUnusable(
        "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"transform\":[\"hash\"]}",
        "for strings");
  }

  private static void assertUnusable(String field, String message) {
    assertThatThrownBy(() -> validator(Contracts.type(field, "a"), withKey("k1", KEY)))
        .isInstanceOfAny(UnusableContractException.class, InvalidContractException.class)
        .hasMessageContaining(message);
  }

  private static RecordProperties withKey(String id, byte[] key) {
    return new RecordProperties(
        Period.ofYears(10),
        Duration.ofDays(1),
        20,
        64,
        false,
        Base64.getEncoder().encodeToString(key),
        id);
  }

  private static String hashOf(RecordValidator validator, String member) {
    return read(
            TYPE,
            validator.validate(
                event("{\"memberId\":\"%s\"}".formatted(member)), Contracts.RECEIVED))
        .get("memberId")
        .toString();
  }

  private static String hmac(String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "any"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
