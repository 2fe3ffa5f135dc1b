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

/** Reads only a record's time of occurrence. Not thread-safe. */
public final class OccurrenceReading {
  private final WriterPlans plans;
  private final AvroCursor cursor = new AvroCursor();

  /** Decodes with {@code plans}. */
  public OccurrenceReading(WriterPlans plans) {
    this.plans = plans;
  }

  /**
   * Returns the time of occurrence; empty if the record has none.
   *
   * @throws io.loyalty.schemas.registry.RegistryUnavailableException when the registry is
   *     unavailable
   */
  public Optional<Instant> occurredAt(FetchedRecord record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      DecodePlan plan = plans.plan(WireFormat.schemaId(record.value()));
      ChosenColumns taken = new ChosenColumns(plan.table(), List.of("occurred_at"));
      plan.decode(cursor, record.value(), taken);
      return Optional.ofNullable(taken.values().get(0)).map(Instant.class::cast);
    } catch (MalformedRecordException | UnknownSchemaException | UnreadableSchemaException e) {
      return Optional.empty();
    }
  }
}
