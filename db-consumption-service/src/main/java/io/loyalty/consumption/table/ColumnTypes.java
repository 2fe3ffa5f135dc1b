package io.loyalty.consumption.table;

import io.loyalty.consumption.table.ColumnType.Kind;
import io.loyalty.schemas.contract.InvalidContractException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Maps types: an Avro type to a PostgreSQL type. */
final class ColumnTypes {
  private ColumnTypes() {}

  static ColumnType of(String field, Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return ColumnType.numeric(decimal.getPrecision(), decimal.getScale());
    }
    String name = logical == null ? "" : logical.getName();
    return ColumnType.of(
        switch (name) {
          case "uuid" -> Kind.UUID;
          case "date" -> Kind.DATE;
          case "time-millis", "time-micros" -> Kind.TIME;
          case "timestamp-millis", "timestamp-micros" -> Kind.TIMESTAMPTZ;
          case "" -> plain(field, schema);
          default ->
              throw new InvalidContractException(
                  "%s: the logical type %s is not supported".formatted(field, name));
        });
  }

  private static Kind plain(String field, Schema schema) {
    return switch (schema.getType()) {
      case STRING, ENUM -> Kind.TEXT;
      case INT, LONG -> Kind.BIGINT;
      case FLOAT, DOUBLE -> Kind.DOUBLE_PRECISION;
      case BOOLEAN -> Kind.BOOLEAN;
      case BYTES -> Kind.BYTEA;
      case ARRAY, MAP -> Kind.JSONB;
      case RECORD, UNION, NULL, FIXED ->
          throw new InvalidContractException(
              "%s: the type %s has no column".formatted(field, schema.getType()));
    };
  }
}
