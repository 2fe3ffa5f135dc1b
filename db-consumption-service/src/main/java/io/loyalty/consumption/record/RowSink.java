package io.loyalty.consumption.record;

import java.math.BigInteger;

/**
 * Takes the rows of one record, value by value, in the order of the columns of {@link
 * DecodePlan#table()} and its children. Every value is in the range of its column's PostgreSQL
 * type.
 *
 * <p>A record is {@code beginRow}, values, {@code endRow}; among the values, and after those of the
 * table's key, stand its child rows, each {@code beginChildRow}, the values of the child's own
 * columns, {@code endChildRow}. Byte ranges are only lent for the call.
 */
public interface RowSink {
  /** Begins the record's own row. */
  void beginRow();

  /** Ends the record's own row. */
  void endRow();

  /**
   * Begins a row of the {@code child}-th child table, the {@code position}-th from 1 of its array.
   */
  void beginChildRow(int child, int position);

  /** Ends the child row. */
  void endChildRow();

  /** Null, of any type. */
  void nothing();

  /** A uuid. */
  void uuid(long high, long low);

  /** Text: valid UTF-8 without NUL. */
  void text(byte[] source, int from, int length);

  /** A bigint. */
  void bigint(long value);

  /** A smallint. */
  void smallint(short value);

  /** A double precision. */
  void doublePrecision(double value);

  /** A boolean. */
  void bool(boolean value);

  /** A numeric: {@code unscaled} / 10^{@code scale}, within the column's precision. */
  void numeric(long unscaled, int scale);

  /** A numeric of more than 18 digits. */
  void numeric(BigInteger unscaled, int scale);

  /** A timestamptz, in microseconds since the epoch. */
  void timestamptz(long micros);

  /** A date, in days since the epoch. */
  void date(int days);

  /** A time of day, in microseconds. */
  void time(long micros);

  /** A bytea. */
  void bytea(byte[] source, int from, int length);

  /** A jsonb, as JSON text: valid UTF-8 without NUL, escaped or not. */
  void jsonb(byte[] source, int from, int length);
}
