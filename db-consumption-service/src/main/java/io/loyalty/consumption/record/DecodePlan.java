package io.loyalty.consumption.record;

import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.check.CheckSet;
import io.loyalty.schemas.check.CheckValues;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.InvalidContractException;
import io.loyalty.schemas.wire.MalformedRecordException;
import io.loyalty.schemas.wire.WireFormat;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Decodes records of one writer schema into rows; compiled once, then used for each record.
 * Immutable and thread-safe.
 */
public final class DecodePlan {
  private final int schemaId;
  private final TableContract table;
  private final ColumnReader reader;
  private final CheckSet checks;

  private DecodePlan(int schemaId, TableContract table, ColumnReader reader, CheckSet checks) {
    this.schemaId = schemaId;
    this.table = table;
    this.reader = reader;
    this.checks = checks;
  }

  /**
   * Compiles the plan of a writer schema, without checks.
   *
   * @throws UnreadableSchemaException when the schema cannot be mapped to tables
   */
  public static DecodePlan compile(int schemaId, String schemaText) {
    return compile(schemaId, schemaText, type -> CheckSet.NONE);
  }

  /**
   * Compiles the plan of a writer schema.
   *
   * @param schemaId its id in the registry
   * @param schemaText the schema as registered
   * @param checksOf returns the checks of the event type with this name, whatever the writer's
   *     version has
   * @throws UnreadableSchemaException when the schema cannot be mapped to tables
   */
  public static DecodePlan compile(
      int schemaId, String schemaText, Function<String, CheckSet> checksOf) {
    try {
      Schema schema = new Schema.Parser().parse(schemaText);
      SchemaShape.check(schema);
      EventType type = EventCatalogue.readWriter(schemaText);
      TableContract table = TableContract.of(type);
      CheckSet checks = checksOf.apply(type.name());
      return new DecodePlan(schemaId, table, PlanCompiler.compile(schema, table, checks), checks);
    } catch (AvroRuntimeException | InvalidContractException e) {
      throw new UnreadableSchemaException("schema %d: %s".formatted(schemaId, e.getMessage()), e);
    }
  }

  /** Returns the writer schema's id in the registry. */
  public int schemaId() {
    return schemaId;
  }

  /**
   * Returns the table that the writer schema maps to, with columns in the order of its fields, and
   * its child tables.
   */
  public TableContract table() {
    return table;
  }

  /** Returns the checks that records are subject to. */
  public CheckSet checks() {
    return checks;
  }

  /**
   * Pushes the record's rows into {@code sink}. After an exception, the caller must drop what was
   * pushed.
   *
   * @param cursor the caller's own, for reuse
   * @param value the record in {@link WireFormat}, written with this schema
   * @throws MalformedRecordException when the bytes are no record of the schema, or contain a value
   *     that PostgreSQL does not accept
   */
  public void decode(AvroCursor cursor, byte[] value, RowSink sink) {
    int writer = WireFormat.schemaId(value);
    if (writer != schemaId) {
      throw new IllegalArgumentException(
          "a record of schema %d for the plan of schema %d".formatted(writer, schemaId));
    }
    cursor.open(value, WireFormat.HEADER_BYTES);
    try {
      CheckValues checked = cursor.captured.values();
      checked.begin(checks.inputs().size());
      sink.beginRow();
      reader.read(cursor, sink);
      if (!checks.isEmpty()) {
        sink.failedChecks(checks.failed(checked));
      }
      sink.endRow();
      if (cursor.remaining() > 0) {
        throw new MalformedRecordException(
            "%d bytes are left after the record".formatted(cursor.remaining()));
      }
    } finally {
      cursor.close();
    }
  }
}
