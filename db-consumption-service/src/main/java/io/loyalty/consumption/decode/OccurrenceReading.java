package io.loyalty.consumption.decode;

import io.loyalty.consumption.record.AvroCursor;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.consumption.record.UnreadableSchemaException;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.schemas.registry.UnknownSchemaException;
import io.loyalty.schemas.wire.MalformedRecordException;
import io.loyalty.schemas.wire.WireFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads of a record only when its event occurred. Not thread-safe. */
public final class OccurrenceReading {
  private final WriterPlans plans;
  private final AvroCursor cursor = new AvroCursor();

  /** Reads by {@code plans}. */
  public OccurrenceReading(WriterPlans plans) {
    this.plans = plans;
  }

  /**
   * When it occurred; empty where the record doesn't say.
   *
   * @throws io.loyalty.schemas.registry.RegistryUnavailableException when the registry can't now
   */
  public Optional<Instant> occurredAt(FetchedRecord record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      DecodePlan plan = plans.plan(WireFormat.schemaId(record.value()));
      ChosenColumns taken = new ChosenColumns(plan.table(), List.of("occurred_at"));
      plan.decode(cursor, record.value(), taken);
      return Optional.ofNullable(taken.values().get(0)).map(Instant::parse);
    } catch (MalformedRecordException | UnknownSchemaException | UnreadableSchemaException e) {
      return Optional.empty();
    }
  }
}
