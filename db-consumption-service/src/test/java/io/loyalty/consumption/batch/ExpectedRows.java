package io.loyalty.consumption.batch;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Computes the rows that a record should become, in the form in which {@link WarehouseTable} reads
 * them.
 */
final class ExpectedRows {
  private ExpectedRows() {}

  static List<Object> parent(TableContract table, GenericRecord record, long offset) {
    List<Object> row = new ArrayList<>();
    table.columns().forEach(column -> row.add(column(record, column)));
    row.add(7L);
    row.add(offset);
    return row;
  }

  /** Returns the rows of the child table for the array in the root's field {@code name}. */
  static List<List<Object>> children(
      TableContract parent, TableContract child, GenericRecord record, String name, long offset) {
    List<List<Object>> rows = new ArrayList<>();
    int keys = parent.key().size();
    List<?> items = record.get(name) instanceof List<?> list ? list : List.of();
    for (int item = 0; item < items.size(); item++) {
      if (items.get(item) == null) {
        continue;
      }
      List<Object> row = new ArrayList<>();
      child.columns().subList(0, keys).forEach(column -> row.add(column(record, column)));
      row.add(item + 1L);
      GenericRecord line = (GenericRecord) items.get(item);
      child
          .columns()
          .subList(keys + 1, child.columns().size())
          .forEach(column -> row.add(column(line, column)));
      row.add(7L);
      row.add(offset);
      rows.add(row);
    }
    return rows;
  }

  private static Object column(GenericRecord record, Column column) {
    Object value = record;
    Schema schema = record.getSchema();
    for (String step : column.path()) {
      if (value == null) {
        return null;
      }
      schema = present(schema.getField(step).schema());
      value = ((GenericRecord) value).get(step);
    }
    return value == null ? null : plain(value, schema, column);
  }

  private static Object plain(Object value, Schema schema, Column column) {
    boolean millis =
        schema.getLogicalType() != null && schema.getLogicalType().getName().endsWith("-millis");
    return switch (column.type().kind()) {
      case UUID -> UUID.fromString(value.toString());
      case TEXT -> value.toString();
      case BIGINT, INTEGER, SMALLINT, DATE -> ((Number) value).longValue();
      case TIMESTAMPTZ, TIME -> ((Number) value).longValue() * (millis ? 1_000 : 1);
      case DOUBLE_PRECISION -> ((Number) value).doubleValue();
      case BOOLEAN -> value;
      case NUMERIC -> RandomRecord.decimal((ByteBuffer) value, column.type().scale());
      case BYTEA -> HexFormat.of().formatHex(array((ByteBuffer) value));
      case JSONB -> json(value, schema);
    };
  }

  private static Object json(Object value, Schema declared) {
    if (value == null) {
      return null;
    }
    Schema schema = present(declared);
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (schema.getType()) {
      case STRING, ENUM -> value.toString();
      case BOOLEAN -> value;
      case INT, LONG -> number(((Number) value).longValue(), logical);
      case FLOAT ->
          Float.isFinite((Float) value)
              ? new BigDecimal(value.toString()).stripTrailingZeros()
              : value.toString();
      case DOUBLE ->
          Double.isFinite((Double) value)
              ? new BigDecimal(value.toString()).stripTrailingZeros()
              : value.toString();
      case BYTES ->
          schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
              ? RandomRecord.decimal((ByteBuffer) value, decimal.getScale()).stripTrailingZeros()
              : Base64.getEncoder().encodeToString(array((ByteBuffer) value));
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        ((List<?>) value).forEach(item -> list.add(json(item, schema.getElementType())));
        yield list;
      }
      case MAP -> {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach((key, each) -> map.put(key.toString(), json(each, schema.getValueType())));
        yield map;
      }
      case RECORD -> {
        Map<String, Object> map = new LinkedHashMap<>();
        schema
            .getFields()
            .forEach(
                field ->
                    map.put(
                        field.name(),
                        json(((GenericRecord) value).get(field.pos()), field.schema())));
        yield map;
      }
      case UNION, NULL, FIXED -> throw new IllegalArgumentException(schema.toString());
    };
  }

  private static Object number(long value, String logical) {
    return switch (logical) {
      case "date" -> LocalDate.ofEpochDay(value).toString();
      case "time-millis" -> LocalTime.ofNanoOfDay(value * 1_000_000).toString();
      case "time-micros" -> LocalTime.ofNanoOfDay(value * 1_000).toString();
      case "timestamp-millis" -> Instant.ofEpochMilli(value).toString();
      case "timestamp-micros" -> Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
      default -> BigDecimal.valueOf(value).stripTrailingZeros();
    };
  }

  private static Schema present(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(each -> each.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }

  private static byte[] array(ByteBuffer bytes) {
    byte[] array = new byte[bytes.remaining()];
    bytes.duplicate().get(array);
    return array;
  }
}
