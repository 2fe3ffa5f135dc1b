package io.loyalty.ingestion.recovery;

import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.envelope.VisibleText;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.source.Message;
import java.util.List;

/** Refuses what the steps of live traffic never see: what is wrong with a redrive itself. */
final class RefusedRedrive {
  private static final int LONGEST_PATH = 256;
  private static final int LONGEST_EXPECTED = 512;

  private RefusedRedrive() {}

  /** Refused for this reason, a stable code, since something is not as {@code expected}. */
  static Opened of(Message message, String reason, String path, String expected) {
    return new Opened.Refused(
        JsonSlice.of(message.body()),
        message.redrive().isWholeMessage(),
        reason,
        List.of(
            new Violation(
                VisibleText.cut(path, LONGEST_PATH),
                reason,
                VisibleText.cut(expected, LONGEST_EXPECTED),
                "nothing of the kind")));
  }
}
