package io.loyalty.consumption.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.contract.PersonalData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalMaskTest {
  private static final String SCHEMA =
      """
      {"type": "record", "name": "E", "fields": [
        {"name": "store", "type": "string", "jsonNames": ["shop"]},
        {"name": "mail", "type": ["null", "string"], "jsonNames": ["e-mail", "source"], "pii": true},
        {"name": "member", "type": "string", "pii": "pseudonym"},
        {"name": "card", "type": "string", "transform": ["trim", "hash"]},
        {"name": "facts", "type": {"type": "map", "values": "string"}},
        {"name": "address", "pii": true, "type":
          {"type": "record", "name": "A", "fields": [{"name": "street", "type": "string"}]}},
        {"name": "lines", "type": {"type": "array", "items":
          {"type": "record", "name": "L", "fields": [
            {"name": "product", "type": "string"},
            {"name": "giftFor", "type": "string", "pii": true}]}}}]}""";

  private static final List<FieldContract> FIELDS =
      FieldContract.allOf("test", new Schema.Parser().parse(SCHEMA));

  private final OriginalMask mask =
      new OriginalMask(ShownFields.ofEvent(FIELDS, PersonalData.PSEUDONYM));
  private final OriginalMask ofAnybody =
      new OriginalMask(ShownFields.ofEvent(FIELDS, PersonalData.NONE));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"store\":\"s\"}|{\"store\":\"s\"}",
        "{\"data\":{\"shop\":\"s\",\"n\":1}}|{\"data\":{\"shop\":\"s\",\"n\":\"***\"}}",
        "{\"data\":{\"mail\":\"x\",\"e-mail\":\"x\"}}|{\"data\":{\"mail\":\"***\",\"e-mail\":\"***\"}}",
        "{\"id\":\"1\",\"source\":\"x\"}|{\"id\":\"***\",\"source\":\"***\"}",
        "{\"id\":4915551234}|{\"id\":\"***\"}",
        "{\"id\":\"0B7A3F5E-1c2d-4e3f-8a9b-0c1d2e3f4a5b\"}|{\"id\":\"0B7A3F5E-1c2d-4e3f-8a9b-0c1d2e3f4a5b\"}",
        "{\"type\":\"jane@x.org\",\"detail-type\":\"Jane Doe\"}|{\"type\":\"***\",\"detail-type\":\"***\"}",
        "{\"type\":\"points-collected\"}|{\"type\":\"points-collected\"}",
        "{\"data\":{\"member\":\"m\",\"card\":\"x\"}}|{\"data\":{\"member\":\"m\",\"card\":\"***\"}}",
        "{\"data\":{\"facts\":{\"x\":\"x\"}}}|{\"data\":{\"facts\":\"***\"}}",
        "{\"data\":{\"address\":{\"street\":\"x\"}}}|{\"data\":{\"address\":\"***\"}}",
        "{\"data\":{\"lines\":[{\"product\":\"p\",\"giftFor\":\"x\"}]}}|{\"data\":{\"lines\":[{\"product\":\"p\",\"giftFor\":\"***\"}]}}",
        "{\"data\":{\"store\":{\"product\":\"x\"}}}|{\"data\":{\"store\":\"***\"}}",
        "{\"data\":\"x\"}|{\"data\":\"***\"}",
        "{\"data\":[[{\"store\":1.50}]]}|{\"data\":[[{\"store\":1.50}]]}",
        "{\"Message\":\"x\",\"x@y.z\":1,\"0123\":2}|{\"Message\":\"***\",\"***\":\"***\"}"
      })
  void showsOnlyWhatTheContractKnowsInItsPlace(String original, String shown) {
    assertThat(mask.mask(bytes(original))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"data\":{\"member\":\"m\",\"shop\":\"s\"}}|{\"data\":{\"member\":\"***\",\"shop\":\"s\"}}",
        "{\"member\":\"m\",\"store\":\"s\"}|{\"member\":\"***\",\"store\":\"s\"}",
        "{\"data\":{\"member\":{\"store\":\"m\"}}}|{\"data\":{\"member\":\"***\"}}",
        "{\"data\":{\"member\":7}}|{\"data\":{\"member\":\"***\"}}"
      })
  void showsNoPseudonymToWhoHasNoRole(String original, String shown) {
    assertThat(ofAnybody.mask(bytes(original))).isEqualTo(shown);
    assertThat(ofAnybody.mask("/data/member", "found")).isEqualTo("***");
  }

  @ParameterizedTest
  @CsvSource({
    "/data/store, /data/store",
    "/data/lines/0/product, /data/lines/0/product",
    "/data/mail, /data/mail",
    "/data/facts/jane@x.org, /data/facts/***",
    "/data/facts/4915551234, /data/facts/***",
    "/data/facts/a~1b, /data/facts/***",
    "/e-mail, /e-mail",
    "'', ''"
  })
  void masksTheNamesInAPlaceThatMayBeData(String path, String shown) {
    assertThat(mask.mask(path)).isEqualTo(shown);
    assertThat(ofAnybody.mask(path)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\"x\"", "12", "{\"store\":\"x\"", "{} x"})
  void describesWhatIsNoJsonObject(String original) {
    assertThat(mask.mask(bytes(original)))
        .matches("%d bytes, SHA-256 [0-9a-f]{64}".formatted(bytes(original).length));
  }

  @ParameterizedTest
  @CsvSource({
    "/data/store, found",
    "/shop, found",
    "/data/lines/0/product, found",
    "/data/lines/0/giftFor, ***",
    "/data/mail, ***",
    "/data/member, found",
    "/id, ***",
    "/type, ***",
    "/data/card, ***",
    "/data/address/street, ***",
    "/data, ***",
    "/nothing, ***",
    "'', ***"
  })
  void showsWhatAViolationFoundOnlyWhereTheEventMayBeShown(String path, String shown) {
    assertThat(mask.mask(path, "found")).isEqualTo(shown);
  }

  @Test
  void showsTheEnvelopeAloneOfAnEventThatNobodyKnows() {
    OriginalMask unknown = new OriginalMask(ShownFields.ofEnvelope());

    assertThat(unknown.mask(bytes("{\"type\":\"t\",\"data\":{\"store\":\"s\"}}")))
        .isEqualTo("{\"type\":\"t\",\"data\":\"***\"}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
