package io.loyalty.consumption.table;

import java.util.Locale;

/**
 * Describes a column's PostgreSQL type.
 *
 * @param kind the type's family
 * @param precision digits in all, of {@link Kind#NUMERIC} only
 * @param scale digits after the point, of {@link Kind#NUMERIC} only
 */
public record ColumnType(Kind kind, int precision, int scale) {

  /** Lists the families of types that Avro values map to. */
  public enum Kind {
    /** A UUID. */
    UUID,
    /** Text of any length; strings and enums. */
    TEXT,
    /** 64-bit; also for Avro's int, so that widening a field rewrites no table. */
    BIGINT,
    /** 32-bit; only for a child row's position. */
    INTEGER,
    /** 16-bit; only for the UTC offset. */
    SMALLINT,
    /** 64-bit floating point; also for Avro's float. */
    DOUBLE_PRECISION,
    /** True or false. */
    BOOLEAN,
    /** Exact decimal of fixed precision and scale. */
    NUMERIC,
    /** An instant, in microseconds. */
    TIMESTAMPTZ,
    /** A calendar date. */
    DATE,
    /** A time of day, in microseconds. */
    TIME,
    /** Bytes. */
    BYTEA,
    /** JSON; maps, and arrays of anything but records. */
    JSONB
  }

  /** A type without precision. */
  public static ColumnType of(Kind kind) {
    return new ColumnType(kind, 0, 0);
  }

  /** An exact decimal. */
  public static ColumnType numeric(int precision, int scale) {
    return new ColumnType(Kind.NUMERIC, precision, scale);
  }

  /** The type as SQL writes it. */
  public String sql() {
    return switch (kind) {
      case NUMERIC -> "numeric(%d,%d)".formatted(precision, scale);
      case DOUBLE_PRECISION -> "double precision";
      case UUID, TEXT, BIGINT, INTEGER, SMALLINT, BOOLEAN, TIMESTAMPTZ, DATE, TIME, BYTEA, JSONB ->
          kind.name().toLowerCase(Locale.ROOT);
    };
  }
}
