package io.loyalty.ingestion.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatchTest {
  private static final String EVENT =
      "{\"id\":\"7\",\"data\":{\"channel\":\"POS\",\"total\":12.50,\"lines\":[1,2]}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[{\"op\":\"replace\",\"path\":\"/data/channel\",\"value\":\"STORE\"}];"
            + "{\"id\":\"7\",\"data\":{\"channel\":\"STORE\",\"total\":12.50,\"lines\":[1,2]}}",
        "[{\"op\":\"add\",\"path\":\"/data/lines/-\",\"value\":3}];"
            + "{\"id\":\"7\",\"data\":{\"channel\":\"POS\",\"total\":12.50,\"lines\":[1,2,3]}}",
        "[{\"op\":\"remove\",\"path\":\"/data/lines\"}];"
            + "{\"id\":\"7\",\"data\":{\"channel\":\"POS\",\"total\":12.50}}",
        "[{\"op\":\"move\",\"from\":\"/data/channel\",\"path\":\"/data/soldBy\"}];"
            + "{\"id\":\"7\",\"data\":{\"total\":12.50,\"lines\":[1,2],\"soldBy\":\"POS\"}}",
        "[{\"op\":\"test\",\"path\":\"/data/channel\",\"value\":\"POS\"},{\"op\":\"copy\",\"from\":\"/id\",\"path\":\"/data/id\"}];"
            + "{\"id\":\"7\",\"data\":{\"channel\":\"POS\",\"total\":12.50,\"lines\":[1,2],\"id\":\"7\"}}",
        "[];" + EVENT
      })
  void appliesEachOperation(String patch, String patched) throws PatchRefusedException {
    assertThat(apply(patch, EVENT)).isEqualTo(patched);
  }

  @Test
  void changesNothingWhenATestFails_andSaysWhich() {
    assertThatThrownBy(
            () ->
                apply(
                    "[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"8\"},{\"op\":\"test\",\"path\":\"/data/channel\",\"value\":\"WEB\"}]",
                    EVENT))
        .isInstanceOfSatisfying(
            PatchRefusedException.class,
            refused -> assertThat(refused.path()).isEqualTo("/data/channel"))
        .hasMessage("an event to which operation 2 of the patch, test, applies")
        .message()
        .doesNotContain("POS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"op\":\"replace\",\"path\":\"/data/shop\",\"value\":1}]",
        "[{\"op\":\"remove\",\"path\":\"/data/lines/2\"}]",
        "[{\"op\":\"add\",\"path\":\"/data/lines/x\",\"value\":1}]",
        "[{\"op\":\"add\",\"path\":\"/id/deeper\",\"value\":1}]",
        "[{\"op\":\"move\",\"from\":\"/nowhere\",\"path\":\"/id\"}]"
      })
  void refusesAnEventThatLacksThePlace(String patch) {
    assertThatThrownBy(() -> apply(patch, EVENT))
        .isInstanceOf(PatchRefusedException.class)
        .hasMessageContaining("operation 1 of the patch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[] []",
        "{\"op\":\"remove\",\"path\":\"/id\"}",
        "[1]",
        "[{\"path\":\"/id\"}]",
        "[{\"op\":\"remove\"}]",
        "[{\"op\":\"explode\",\"path\":\"/id\"}]",
        "[{\"op\":\"remove\",\"path\":\"id\"}]",
        "[{\"op\":\"add\",\"path\":\"/id\"}]"
      })
  void refusesWhatIsNoPatch(String patch) {
    assertThatThrownBy(() -> apply(patch, EVENT)).isInstanceOf(PatchRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "7", "{\"id\":1,\"id\":2}", "{\"id\":1} {}", "{\"id\":"})
  void refusesAnEventThatIsNoJson_orHasAKeyTwice(String event) {
    assertThatThrownBy(() -> apply("[{\"op\":\"add\",\"path\":\"/id\",\"value\":\"1\"}]", event))
        .isInstanceOf(PatchRefusedException.class);
  }

  @Test
  void refusesAnEventThatNestsWithoutEnd() {
    String event = "[".repeat(100_000) + "]".repeat(100_000);
    assertThatThrownBy(() -> apply("[]", event)).isInstanceOf(PatchRefusedException.class);
  }

  @Test
  void refusesBytesThatAreNoText_inPlaceOfPublishingOthers() {
    byte[] event = EVENT.replace("POS", "P\u00e9S").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> EventPatch.of("[]").apply(event))
        .isInstanceOf(PatchRefusedException.class);
    assertThatThrownBy(() -> apply("[]", EVENT.replace("POS", "\\ud800")))
        .isInstanceOf(PatchRefusedException.class);
  }

  @Test
  void keepsTextsAndTheDigitsOfNumbers() throws PatchRefusedException {
    String event =
        "{\"a\":1.10,\"b\":12345678901234567890.123456789,\"c\":\"é\u20ac\ud83d\ude00\"}";
    assertThat(apply("[]", event)).isEqualTo(event);
  }

  private static String apply(String patch, String event) throws PatchRefusedException {
    return new String(
        EventPatch.of(patch).apply(event.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
