package io.loyalty.consumption.decode;

import io.loyalty.consumption.record.RowSink;
import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps selected columns of a record's rows, and the number of its child rows. Not thread-safe. */
public final class ChosenColumns implements RowSink {
  private static final int NOT_KEPT = -1;

  private final TableContract writer;
  private final int[] slots;
  private final Object[] values;
  private final long[] childRows;
  private int column;
  private boolean inChild;

  /** Takes {@code writer}, the table of the writer's schema, whose columns the rows have. */
  public ChosenColumns(TableContract writer, List<String> chosen) {
    this.writer = writer;
    this.slots = writer.columns().stream().map(Column::name).mapToInt(chosen::indexOf).toArray();
    this.values = new Object[chosen.size()];
    this.childRows = new long[writer.children().size()];
  }

  /**
   * Returns the values of the last record, in the order of the chosen columns: UUID, String,
   * Instant or Long; null if it has no value. The columns must be of type uuid, text, timestamptz
   * or a whole number.
   */
  public List<Object> values() {
    return Collections.unmodifiableList(Arrays.asList(values.clone()));
  }

  /** Returns the number of its child rows, in the order of the children of {@code table}. */
  public List<Long> children(TableContract table) {
    if (table.children().isEmpty()) {
      return List.of();
    }
    Map<String, Long> byName = new HashMap<>();
    for (int child = 0; child < childRows.length; child++) {
      byName.put(writer.children().get(child).name().toString(), childRows[child]);
    }
    return table.children().stream()
        .map(child -> byName.getOrDefault(child.name().toString(), 0L))
        .toList();
  }

  @Override
  public void beginRow() {
    column = 0;
    inChild = false;
    Arrays.fill(values, null);
    Arrays.fill(childRows, 0);
  }

  @Override
  public void failedChecks(long failed) {
    // No column of the record.
  }

  @Override
  public void endRow() {}

  @Override
  public void beginChildRow(int child, int position) {
    childRows[child]++;
    inChild = true;
  }

  @Override
  public void endChildRow() {
    inChild = false;
  }

  @Override
  public void nothing() {
    pass();
  }

  @Override
  public void uuid(long high, long low) {
    int slot = pass();
    if (slot != NOT_KEPT) {
      values[slot] = new UUID(high, low);
    }
  }

  @Override
  public void text(byte[] source, int from, int length) {
    int slot = pass();
    if (slot != NOT_KEPT) {
      values[slot] = new String(source, from, length, StandardCharsets.UTF_8);
    }
  }

  @Override
  public void bigint(long value) {
    int slot = pass();
    if (slot != NOT_KEPT) {
      values[slot] = value;
    }
  }

  @Override
  public void smallint(short value) {
    bigint(value);
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
  public void timestamptz(long micros) {
    int slot = pass();
    if (slot != NOT_KEPT) {
      values[slot] = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
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

  /** Returns where the value of this column is kept, and moves to the next column. */
  private int pass() {
    return inChild ? NOT_KEPT : slots[column++];
  }
}
