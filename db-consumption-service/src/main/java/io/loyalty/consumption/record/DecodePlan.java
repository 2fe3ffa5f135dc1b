package io.loyalty.consumption.record;

import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.InvalidContractException;
import io.loyalty.schemas.wire.MalformedRecordException;
import io.loyalty.schemas.wire.WireFormat;
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

  private DecodePlan(int schemaId, TableContract table, ColumnReader reader) {
    this.schemaId = schemaId;
    this.table = table;
    this.reader = reader;
  }

  /**
   * Compiles the plan of a writer schema.
   *
   * @param schemaId its id in the registry
   * @param schemaText the schema as registered
   * @throws UnreadableSchemaException when the schema cannot be mapped to tables
   */
  public static DecodePlan compile(int schemaId, String schemaText) {
    try {
      Schema schema = new Schema.Parser().parse(schemaText);
      SchemaShape.check(schema);
      TableContract table = TableContract.of(EventCatalogue.read(schemaText));
      return new DecodePlan(schemaId, table, PlanCompiler.compile(schema, table));
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
      sink.beginRow();
      reader.read(cursor, sink);
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
