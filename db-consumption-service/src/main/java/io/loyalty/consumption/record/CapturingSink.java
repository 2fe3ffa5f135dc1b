package io.loyalty.consumption.record;

import io.loyalty.schemas.check.CheckInput;
import io.loyalty.schemas.check.CheckValues;
import java.math.BigInteger;

/**
 * Passes one value on and keeps it for the contract's checks. Reused from value to value; not
 * thread-safe.
 */
final class CapturingSink implements RowSink {
  private final CheckValues values = new CheckValues();
  private RowSink out;
  private CheckInput.Use use;
  private int input;

  CheckValues values() {
    return values;
  }

  /** Sets what the next value is for, and where it goes as well. */
  RowSink capture(CheckInput.Use asUse, int asInput, RowSink to) {
    use = asUse;
    input = asInput;
    out = to;
    return this;
  }

  @Override
  public void beginRow() {
    throw noValue();
  }

  @Override
  public void endRow() {
    throw noValue();
  }

  @Override
  public void beginChildRow(int child, int position) {
    throw noValue();
  }

  @Override
  public void endChildRow() {
    throw noValue();
  }

  @Override
  public void failedChecks(long failed) {
    throw noValue();
  }

  @Override
  public void nothing() {
    out.nothing();
  }

  @Override
  public void uuid(long high, long low) {
    keep(0);
    out.uuid(high, low);
  }

  @Override
  public void text(byte[] source, int from, int length) {
    values.text(input, source, from, length);
    out.text(source, from, length);
  }

  @Override
  public void bigint(long value) {
    keep(value);
    out.bigint(value);
  }

  @Override
  public void smallint(short value) {
    keep(value);
    out.smallint(value);
  }

  @Override
  public void doublePrecision(double value) {
    keep(0);
    out.doublePrecision(value);
  }

  @Override
  public void bool(boolean value) {
    keep(value ? 1 : 0);
    out.bool(value);
  }

  @Override
  public void numeric(long unscaled, int scale) {
    keep(unscaled);
    out.numeric(unscaled, scale);
  }

  @Override
  public void numeric(BigInteger unscaled, int scale) {
    keep(0);
    out.numeric(unscaled, scale);
  }

  @Override
  public void timestamptz(long micros) {
    keep(micros);
    out.timestamptz(micros);
  }

  @Override
  public void date(int days) {
    keep(days);
    out.date(days);
  }

  @Override
  public void time(long micros) {
    keep(0);
    out.time(micros);
  }

  @Override
  public void bytea(byte[] source, int from, int length) {
    keep(0);
    out.bytea(source, from, length);
  }

  @Override
  public void jsonb(byte[] source, int from, int length) {
    keep(0);
    out.jsonb(source, from, length);
  }

  /** Of a value that no check computes with, only that it is there counts. */
  private void keep(long value) {
    if (use == CheckInput.Use.SUM) {
      values.add(input, value);
    } else {
      values.set(input, value);
    }
  }

  private static IllegalStateException noValue() {
    return new IllegalStateException("only single values are captured");
  }
}
