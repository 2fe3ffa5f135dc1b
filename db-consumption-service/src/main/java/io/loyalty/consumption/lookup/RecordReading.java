package io.loyalty.consumption.lookup;

import io.loyalty.consumption.decode.ChosenColumns;
import io.loyalty.consumption.decode.RecordJson;
import io.loyalty.consumption.decode.WriterPlans;
import io.loyalty.consumption.record.AvroCursor;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.consumption.record.UnreadableSchemaException;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.schemas.registry.UnknownSchemaException;
import io.loyalty.schemas.wire.MalformedRecordException;
import io.loyalty.schemas.wire.WireFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes records of a look-up, as far as they can be read. Not thread-safe. */
final class RecordReading {
  private static final Logger LOG = LoggerFactory.getLogger(RecordReading.class);

  private final WriterPlans plans;
  private final AvroCursor cursor = new AvroCursor();

  RecordReading(WriterPlans plans) {
    this.plans = plans;
  }

  /** Returns the rows of the record; empty if it can't be read as a record of the table. */
  Optional<RecordJson> rows(TableContract table, FetchedRecord record) {
    try {
      DecodePlan plan = plan(record);
      if (!plan.table().name().equals(table.name())) {
        return Optional.empty();
      }
      RecordJson rows = new RecordJson(plan.table());
      plan.decode(cursor, record.value(), rows);
      return Optional.of(rows);
    } catch (MalformedRecordException
        | UnreadableSchemaException
        | UnknownSchemaException
        | RegistryUnavailableException e) {
      LOG.debug("A record of a look-up can't be read", e);
      return Optional.empty();
    }
  }

  /** Returns the values of these columns; empty if the record can't be read. */
  List<String> values(FetchedRecord record, List<String> columns) {
    try {
      DecodePlan plan = plan(record);
      ChosenColumns chosen = new ChosenColumns(plan.table(), columns);
      plan.decode(cursor, record.value(), chosen);
      return chosen.values().stream().map(value -> Objects.toString(value, null)).toList();
    } catch (MalformedRecordException
        | UnreadableSchemaException
        | UnknownSchemaException
        | RegistryUnavailableException e) {
      LOG.debug("A record of a look-up can't be read", e);
      return List.of();
    }
  }

  private DecodePlan plan(FetchedRecord record) {
    return plans.plan(WireFormat.schemaId(record.value()));
  }
}
