package io.loyalty.consumption.proof;

import io.loyalty.consumption.record.AvroCursor;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.schemas.catalogue.TableContract;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.MalformedRecordException;
import io.loyalty.schemas.wire.WireFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the keys of records, with the plans that the load decodes by. Not thread-safe. */
final class KeyDecoding {
  /** A time outside the years 0 to 9999 is in no table: the load refuses it. */
  private static final Pattern FAR = Pattern.compile("[+-]\\d{4,}-\\d\\d-\\d\\dT.*");

  private record Keyed(DecodePlan plan, KeySink sink) {}

  private final SchemaRegistry registry;
  private final AvroCursor cursor = new AvroCursor();
  private final Map<Integer, Keyed> plans = new HashMap<>();

  KeyDecoding(SchemaRegistry registry) {
    this.registry = registry;
  }

  /** The key of the row that the record would be in the table; empty where it can be none. */
  Optional<RecordKey> decode(TableContract table, FetchedRecord record) {
    try {
      Keyed keyed = keyed(WireFormat.schemaId(record.value()));
      if (!keyed.plan().table().name().equals(table.name())) {
        return Optional.empty();
      }
      keyed.plan().decode(cursor, record.value(), keyed.sink());
      RecordKey key =
          new RecordKey(record.offset(), keyed.sink().key(), keyed.sink().children(table));
      return Optional.of(key).filter(KeyDecoding::isStorable);
    } catch (MalformedRecordException e) {
      // That it is a dead letter is looked up by its offset.
      return Optional.empty();
    }
  }

  private Keyed keyed(int schemaId) {
    Keyed known = plans.get(schemaId);
    if (known != null) {
      return known;
    }
    DecodePlan plan = DecodePlan.compile(schemaId, registry.schema(schemaId));
    Keyed compiled = new Keyed(plan, new KeySink(plan.table()));
    plans.put(schemaId, compiled);
    return compiled;
  }

  private static boolean isStorable(RecordKey key) {
    return key.values().stream().noneMatch(value -> FAR.matcher(value).matches());
  }
}
