package io.loyalty.consumption.proof;

import io.loyalty.consumption.record.UnreadableSchemaException;
import io.loyalty.consumption.topic.UnreadablePartitionException;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.schemas.registry.UnknownSchemaException;

/** Describes why a record or log could not be read, without data of any record. */
final class Unread {
  private Unread() {}

  /** Takes {@code doing}, the action that failed, such as "reading offset 7 of x-0". */
  static String reason(RuntimeException fault, String doing) {
    if (fault instanceof UnknownSchemaException
        || fault instanceof UnreadableSchemaException
        || fault instanceof UnreadablePartitionException
        || fault instanceof BrokenSetupException) {
      return "%s: %s".formatted(doing, fault.getMessage());
    }
    // The exception's own message may contain data of the record.
    StackTraceElement[] places = fault.getStackTrace();
    return "unexpected %s while %s, at %s"
        .formatted(
            fault.getClass().getSimpleName(),
            doing,
            places.length == 0 ? "an unknown place" : places[0]);
  }
}
