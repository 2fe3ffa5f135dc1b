package io.loyalty.consumption.record;

import java.math.BigInteger;

/**
 * Receives the rows of one record, value by value, in the order of the columns of {@link
 * DecodePlan#table()} and its children. Every value is in the range of its column's PostgreSQL
 * type.
 *
 * <p>The calls for a record are {@code beginRow}, values, {@code failedChecks} if its type has
 * checks, {@code endRow}. Among the values, but after those of the table's key, are the child rows,
 * each as {@code beginChildRow}, the values of the child's own columns, {@code endChildRow}. Byte
 * ranges are only valid during the call.
 */
public interface RowSink {
  /** Begins the record's own row. */
  void beginRow();

  /** Takes the checks that the record fails, by their place in the contract: one bit each. */
  void failedChecks(long failed);

  /** Ends the record's own row. */
  void endRow();

  /**
   * Begins a row of the child table with index {@code child}, for the item at {@code position} of
   * its array, counted from 1.
   */
  void beginChildRow(int child, int position);

  /** Ends the child row. */
  void endChildRow();

  /** Takes a null of any type. */
  void nothing();

  /** Takes a uuid. */
  void uuid(long high, long low);

  /** Takes a text: valid UTF-8 without NUL. */
  void text(byte[] source, int from, int length);

  /** Takes a bigint. */
  void bigint(long value);

  /** Takes a smallint. */
  void smallint(short value);

  /** Takes a double precision. */
  void doublePrecision(double value);

  /** Takes a boolean. */
  void bool(boolean value);

  /** Takes a numeric, {@code unscaled} / 10^{@code scale}, within the column's precision. */
  void numeric(long unscaled, int scale);

  /** Takes a numeric of more than 18 digits. */
  void numeric(BigInteger unscaled, int scale);

  /** Takes a timestamptz, in microseconds since the epoch. */
  void timestamptz(long micros);

  /** Takes a date, in days since the epoch. */
  void date(int days);

  /** Takes a time of day, in microseconds. */
  void time(long micros);

  /** Takes a bytea. */
  void bytea(byte[] source, int from, int length);

  /** Takes a jsonb as JSON text: valid UTF-8 without NUL, escaped or not. */
  void jsonb(byte[] source, int from, int length);
}
