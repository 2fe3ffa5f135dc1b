package io.loyalty.consumption.proof;

import io.loyalty.consumption.decode.ChosenColumns;
import io.loyalty.consumption.decode.WriterPlans;
import io.loyalty.consumption.record.AvroCursor;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.schemas.wire.MalformedRecordException;
import io.loyalty.schemas.wire.WireFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Decodes the keys of records with the plans of the load. Not thread-safe. */
final class KeyDecoding {
  /** The load refuses a time outside the years 0 to 9999, so it is in no table. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private final WriterPlans plans;
  private final AvroCursor cursor = new AvroCursor();
  private final Map<Integer, ChosenColumns> keys = new HashMap<>();

  KeyDecoding(WriterPlans plans) {
    this.plans = plans;
  }

  /** Returns the key of the record's row; empty if the record cannot become a row. */
  Optional<RecordKey> decode(TableContract table, FetchedRecord record) {
    try {
      DecodePlan plan = plans.plan(WireFormat.schemaId(record.value()));
      if (!plan.table().name().equals(table.name())) {
        return Optional.empty();
      }
      ChosenColumns taken =
          keys.computeIfAbsent(
              plan.schemaId(), id -> new ChosenColumns(plan.table(), plan.table().key()));
      plan.decode(cursor, record.value(), taken);
      RecordKey key = new RecordKey(record.offset(), taken.values(), taken.children(table));
      return Optional.of(key).filter(KeyDecoding::isStorable);
    } catch (MalformedRecordException e) {
      // A dead letter is looked up by its offset.
      return Optional.empty();
    }
  }

  private static boolean isStorable(RecordKey key) {
    for (Object value : key.values()) {
      if (value instanceof Instant time && (time.isBefore(FIRST) || !time.isBefore(END))) {
        return false;
      }
    }
    return true;
  }
}
