package io.loyalty.consumption.record;

import io.loyalty.consumption.table.ColumnType;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/** Reads one Avro value into one column. */
final class ScalarReaders {
  private ScalarReaders() {}

  static ColumnReader of(Schema schema, ColumnType column) {
    return switch (column.kind()) {
      case UUID -> ScalarReaders::uuid;
      case TEXT -> schema.getType() == Schema.Type.ENUM ? symbol(schema) : ScalarReaders::text;
      case BIGINT -> isInt(schema) ? ScalarReaders::bigintOfInt : ScalarReaders::bigint;
      case SMALLINT -> smallint(schema);
      case DOUBLE_PRECISION ->
          schema.getType() == Schema.Type.FLOAT
              ? ScalarReaders::doubleOfFloat
              : ScalarReaders::doublePrecision;
      case BOOLEAN -> (in, out) -> out.bool(in.readBoolean());
      case NUMERIC -> numeric(new DecimalBytes(column.precision(), column.scale()));
      case TIMESTAMPTZ ->
          isMillis(schema) ? ScalarReaders::timestampOfMillis : ScalarReaders::timestamp;
      case DATE -> (in, out) -> out.date(PostgresRange.date(in.readInt()));
      case TIME -> isMillis(schema) ? ScalarReaders::timeOfMillis : ScalarReaders::time;
      case BYTEA -> ScalarReaders::bytea;
      case JSONB -> jsonb(JsonValueReaders.of(schema));
      case INTEGER -> throw new UnreadableSchemaException("no Avro type maps to integer");
    };
  }

  static boolean isMillis(Schema schema) {
    return schema.getLogicalType().getName().endsWith("-millis");
  }

  private static boolean isInt(Schema schema) {
    return schema.getType() == Schema.Type.INT;
  }

  private static void uuid(AvroCursor in, RowSink out) {
    int length = in.readLength();
    UuidText.read(in.data(), in.take(length), length, out);
  }

  private static void text(AvroCursor in, RowSink out) {
    int length = in.readLength();
    int from = in.take(length);
    Utf8.check(in.data(), from, length);
    out.text(in.data(), from, length);
  }

  private static ColumnReader symbol(Schema schema) {
    byte[][] symbols =
        schema.getEnumSymbols().stream()
            .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    return (in, out) -> {
      byte[] symbol = symbols[in.readIndex(symbols.length)];
      out.text(symbol, 0, symbol.length);
    };
  }

  private static void bigintOfInt(AvroCursor in, RowSink out) {
    out.bigint(in.readInt());
  }

  private static void bigint(AvroCursor in, RowSink out) {
    out.bigint(in.readLong());
  }

  private static ColumnReader smallint(Schema schema) {
    return switch (schema.getType()) {
      case INT -> (in, out) -> out.smallint(PostgresRange.smallint(in.readInt()));
      case LONG -> (in, out) -> out.smallint(PostgresRange.smallint(in.readLong()));
      default ->
          throw new UnreadableSchemaException(
              "the type %s does not fit a smallint".formatted(schema.getType()));
    };
  }

  private static void doubleOfFloat(AvroCursor in, RowSink out) {
    out.doublePrecision(in.readFloat());
  }

  private static void doublePrecision(AvroCursor in, RowSink out) {
    out.doublePrecision(in.readDouble());
  }

  private static ColumnReader numeric(DecimalBytes decimal) {
    int scale = decimal.scale();
    return decimal.fitsLong()
        ? (in, out) -> out.numeric(decimal.readLong(in), scale)
        : (in, out) -> out.numeric(decimal.readBig(in), scale);
  }

  private static void timestampOfMillis(AvroCursor in, RowSink out) {
    out.timestamptz(PostgresRange.timestampOfMillis(in.readLong()));
  }

  private static void timestamp(AvroCursor in, RowSink out) {
    out.timestamptz(PostgresRange.timestamp(in.readLong()));
  }

  private static void timeOfMillis(AvroCursor in, RowSink out) {
    out.time(PostgresRange.timeOfMillis(in.readInt()));
  }

  private static void time(AvroCursor in, RowSink out) {
    out.time(PostgresRange.time(in.readLong()));
  }

  private static void bytea(AvroCursor in, RowSink out) {
    int length = in.readLength();
    out.bytea(in.data(), in.take(length), length);
  }

  private static ColumnReader jsonb(JsonValueReader value) {
    return (in, out) -> {
      JsonText json = in.json;
      json.clear();
      value.read(in, json);
      out.jsonb(json.data(), 0, json.length());
    };
  }
}
