package io.loyalty.consumption.batch;

import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.consumption.record.RowSink;
import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.check.CheckSet;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/**
 * Encodes the rows of one writer schema, its own table's and its child tables', in COPY's binary
 * format. Child rows begin with the key of their parent row. Not thread-safe.
 */
final class PlanRows implements RowSink {
  private static final int NULL = -1;
  private static final byte JSONB_VERSION = 1;

  /** This is the number of days from 1970, Avro's epoch, to 2000, PostgreSQL's. */
  static final int EPOCH_DAYS = 10_957;

  static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;

  private final TableRows parents;
  private final TableRows[] children;
  private final int[] key;
  private final int occurredAt;
  private final NumericField numerics = new NumericField();
  private final TextArrayField checks;

  private int partition;
  private long offset;
  private CopyBuffer out;
  private int current;
  private long failed;

  PlanRows(DecodePlan plan) {
    TableContract table = plan.table();
    List<String> checks = plan.checks().checks().stream().map(CheckSet.Check::name).toList();
    this.checks = new TextArrayField(checks);
    this.parents =
        new TableRows(table, checks.isEmpty() ? List.of() : List.of(TableContract.CHECKS_FAILED));
    this.children =
        table.children().stream()
            .map(child -> new TableRows(child, List.of()))
            .toArray(TableRows[]::new);
    List<String> names = table.columns().stream().map(Column::name).toList();
    this.key = table.key().stream().mapToInt(names::indexOf).toArray();
    this.occurredAt = table.occurredAt();
    this.out = parents.buffer();
  }

  TableRows parents() {
    return parents;
  }

  TableRows[] children() {
    return children;
  }

  /** Begins the record with these coordinates. */
  void mark(int recordPartition, long recordOffset) {
    partition = recordPartition;
    offset = recordOffset;
    failed = 0;
    parents.mark();
    for (TableRows child : children) {
      child.mark();
    }
  }

  /** Removes the record that was begun last. */
  void rollback() {
    parents.rollback();
    for (TableRows child : children) {
      child.rollback();
    }
  }

  /** Returns the bytes of all rows. */
  long bytes() {
    long bytes = parents.bytes();
    for (TableRows child : children) {
      bytes += child.bytes();
    }
    return bytes;
  }

  /**
   * Returns when the last record occurred, in microseconds since 1970; empty if the table has no
   * such column.
   */
  OptionalLong lastOccurredAt() {
    return occurredAt < 0
        ? OptionalLong.empty()
        : OptionalLong.of(
            parents.buffer().longAt(parents.fieldAt(occurredAt) + Integer.BYTES) + EPOCH_MICROS);
  }

  /** Returns the checks that the last record fails. */
  List<String> lastFailedChecks() {
    return checks.chosen(failed);
  }

  @Override
  public void beginRow() {
    out = parents.buffer();
    parents.beginRow();
  }

  @Override
  public void failedChecks(long bits) {
    failed = bits;
    if (bits == 0) {
      nothing();
    } else {
      checks.put(out, bits);
    }
  }

  @Override
  public void endRow() {
    parents.endRow(partition, offset);
  }

  @Override
  public void beginChildRow(int child, int position) {
    out = children[child].buffer();
    children[child].beginRow();
    for (int column : key) {
      int at = parents.fieldAt(column);
      out.putBytes(parents.buffer().data(), at, parents.fieldBytes(at));
    }
    out.putIntField(position);
    current = child;
  }

  @Override
  public void endChildRow() {
    children[current].endRow(partition, offset);
    out = parents.buffer();
  }

  @Override
  public void nothing() {
    out.putInt(NULL);
  }

  @Override
  public void uuid(long high, long low) {
    out.putInt(2 * Long.BYTES);
    out.putLong(high);
    out.putLong(low);
  }

  @Override
  public void text(byte[] source, int from, int length) {
    out.putField(source, from, length);
  }

  @Override
  public void bigint(long value) {
    out.putLongField(value);
  }

  @Override
  public void smallint(short value) {
    out.putInt(Short.BYTES);
    out.putShort(value);
  }

  @Override
  public void doublePrecision(double value) {
    out.putLongField(Double.doubleToLongBits(value));
  }

  @Override
  public void bool(boolean value) {
    out.putInt(Byte.BYTES);
    out.putByte(value ? 1 : 0);
  }

  @Override
  public void numeric(long unscaled, int scale) {
    numerics.put(out, unscaled, scale);
  }

  @Override
  public void numeric(BigInteger unscaled, int scale) {
    numerics.put(out, unscaled, scale);
  }

  @Override
  public void timestamptz(long micros) {
    out.putLongField(micros - EPOCH_MICROS);
  }

  @Override
  public void date(int days) {
    out.putIntField(days - EPOCH_DAYS);
  }

  @Override
  public void time(long micros) {
    out.putLongField(micros);
  }

  @Override
  public void bytea(byte[] source, int from, int length) {
    out.putField(source, from, length);
  }

  @Override
  public void jsonb(byte[] source, int from, int length) {
    out.putInt(Byte.BYTES + length);
    out.putByte(JSONB_VERSION);
    out.putBytes(source, from, length);
  }
}
