package io.loyalty.consumption.recovery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchCheckTest {
  private final PatchCheck check = new PatchCheck();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"op\":\"replace\",\"path\":\"/data/channel\",\"value\":\"POS\"}]",
        "[{\"op\":\"test\",\"path\":\"\",\"value\":null},{\"op\":\"remove\",\"path\":\"/a~1b/0\"}]",
        "[{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/b\"},{\"op\":\"add\",\"path\":\"/c/-\",\"value\":1.50}]"
      })
  void takesAPatch(String patch) {
    assertThatCode(() -> check.check(patch)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | the patch is no JSON",
        "{\"op\":\"add\"} | it is a JSON array of one operation or more",
        "[] | it is a JSON array of one operation or more",
        "[1] | operation 1 of the patch has no op that RFC 6902 knows",
        "[{\"op\":\"set\",\"path\":\"/a\",\"value\":1}] | operation 1 of the patch has no op",
        "[{\"op\":\"remove\",\"path\":\"/a\"},{\"op\":\"add\",\"path\":\"/a\"}] | operation 2 of the patch (add) lacks value",
        "[{\"op\":\"copy\",\"path\":\"/a\"}] | operation 1 of the patch (copy) lacks from",
        "[{\"op\":\"add\",\"value\":1}] | operation 1 of the patch (add) lacks path",
        "[{\"op\":\"remove\",\"path\":\"a\"}] | path in operation 1 of the patch is no JSON Pointer",
        "[{\"op\":\"remove\",\"path\":\"/a~2\"}] | path in operation 1 of the patch is no JSON Pointer"
      })
  void refusesWhatIsNoPatch(String patch, String words) {
    assertThatThrownBy(() -> check.check(patch))
        .isExactlyInstanceOf(InvalidRedriveException.class)
        .hasMessageContaining(words);
  }
}
