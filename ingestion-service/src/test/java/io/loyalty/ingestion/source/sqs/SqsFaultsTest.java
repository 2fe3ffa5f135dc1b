package io.loyalty.ingestion.source.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqsFaultsTest {
  @ParameterizedTest
  @CsvSource({
    "AccessDenied, 403, true",
    "InvalidClientTokenId, 403, true",
    "AWS.SimpleQueueService.NonExistentQueue, 400, true",
    "ThrottlingException, 400, false",
    "RequestThrottled, 429, false",
    "ExpiredToken, 403, false",
    "RequestTimeout, 400, false",
    "RequestTimeout, 408, false",
    "Unknown, 408, false",
    "InternalError, 500, false",
    "ServiceUnavailable, 503, false"
  })
  void tellsWhatSomebodyMustRepairFromWhatPasses(String code, int status, boolean broken) {
    assertThat(SqsFaults.isBrokenSetUp(ScriptedSqs.refusal(code, status))).isEqualTo(broken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ReceiptHandleIsInvalid", "AWS.SimpleQueueService.ReceiptHandleIsInvalid"})
  void knowsAStaleReceipt(String code) {
    assertThat(SqsFaults.isStaleReceipt(code)).isTrue();
  }
}
