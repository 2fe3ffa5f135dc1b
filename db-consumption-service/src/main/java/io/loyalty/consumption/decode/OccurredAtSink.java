package io.loyalty.consumption.decode;

import io.loyalty.consumption.record.RowSink;
import java.math.BigInteger;
import java.util.OptionalLong;

/** Keeps of a record only when it occurred. Not thread-safe. */
final class OccurredAtSink implements RowSink {
  private final int column;
  private int at;
  private boolean inChild;
  private OptionalLong occurredAt = OptionalLong.empty();

  /** {@code column} is its place among the table's columns. */
  OccurredAtSink(int column) {
    this.column = column;
  }

  OptionalLong occurredAt() {
    return occurredAt;
  }

  private void pass() {
    if (!inChild) {
      at++;
    }
  }

  @Override
  public void beginRow() {
    at = 0;
  }

  @Override
  public void endRow() {}

  @Override
  public void beginChildRow(int child, int position) {
    inChild = true;
  }

  @Override
  public void endChildRow() {
    inChild = false;
  }

  @Override
  public void timestamptz(long micros) {
    if (!inChild && at == column) {
      occurredAt = OptionalLong.of(micros);
    }
    pass();
  }

  @Override
  public void nothing() {
    pass();
  }

  @Override
  public void uuid(long high, long low) {
    pass();
  }

  @Override
  public void text(byte[] source, int from, int length) {
    pass();
  }

  @Override
  public void bigint(long value) {
    pass();
  }

  @Override
  public void smallint(short value) {
    pass();
  }

  @Override
  public void doublePrecision(double value) {
    pass();
  }

  @Override
  public void bool(boolean value) {
    pass();
  }

  @Override
  public void numeric(long unscaled, int scale) {
    pass();
  }

  @Override
  public void numeric(BigInteger unscaled, int scale) {
    pass();
  }

  @Override
  public void date(int days) {
    pass();
  }

  @Override
  public void time(long micros) {
    pass();
  }

  @Override
  public void bytea(byte[] source, int from, int length) {
    pass();
  }

  @Override
  public void jsonb(byte[] source, int from, int length) {
    pass();
  }
}
