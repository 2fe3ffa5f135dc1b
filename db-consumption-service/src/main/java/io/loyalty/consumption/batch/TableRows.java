package io.loyalty.consumption.batch;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Encodes rows of one table and writer schema for COPY. {@link #rollback} removes a record's rows
 * as long as the next has not begun. Not thread-safe.
 */
final class TableRows {
  /** One record may not exceed this size, however small its rows are. */
  static final int MAX_RECORD_BYTES = 32 << 20;

  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int FLAGS = 0;
  private static final int EXTENSION_BYTES = 0;
  private static final int TRAILER = -1;
  private static final byte[] NO_BYTES = {};

  private final TableContract table;
  private final List<String> columns;
  private final CopyBuffer buffer = new CopyBuffer(NO_BYTES);

  private int rows;
  private int rowsBefore;
  private int lengthBefore;
  private int row;
  private byte[] spare = NO_BYTES;

  /** Takes {@code ofTheLoad}, further columns that each row has after those of the table. */
  TableRows(TableContract table, List<String> ofTheLoad) {
    this.table = table;
    this.columns =
        Stream.of(
                table.columns().stream().map(Column::name),
                ofTheLoad.stream(),
                Stream.of("kafka_partition", "kafka_offset"))
            .flatMap(names -> names)
            .toList();
  }

  TableContract table() {
    return table;
  }

  CopyBuffer buffer() {
    return buffer;
  }

  int bytes() {
    return buffer.length();
  }

  /** Begins a record. */
  void mark() {
    if (buffer.length() == 0) {
      buffer.restart(spare);
      spare = NO_BYTES;
      buffer.putBytes(SIGNATURE, 0, SIGNATURE.length);
      buffer.putInt(FLAGS);
      buffer.putInt(EXTENSION_BYTES);
    }
    rowsBefore = rows;
    lengthBefore = buffer.length();
  }

  /** Removes the record that was begun last. */
  void rollback() {
    rows = rowsBefore;
    buffer.truncate(lengthBefore);
  }

  void beginRow() {
    row = buffer.length();
    buffer.putShort(columns.size());
  }

  void endRow(int partition, long offset) {
    buffer.putIntField(partition);
    buffer.putLongField(offset);
    rows++;
    if (buffer.length() - lengthBefore > MAX_RECORD_BYTES) {
      throw new MalformedRecordException(
          "its rows of %s take more than %d bytes".formatted(table.name(), MAX_RECORD_BYTES));
    }
  }

  /** Returns where the field of a column begins in the row that was begun last. */
  int fieldAt(int column) {
    int at = row + Short.BYTES;
    for (int before = 0; before < column; before++) {
      at += fieldBytes(at);
    }
    return at;
  }

  /** Returns the bytes of the field at {@code at}, including its length. */
  int fieldBytes(int at) {
    return Integer.BYTES + Math.max(0, buffer.intAt(at));
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /** Returns the rows and begins again. */
  CopyRows drain() {
    buffer.putShort(TRAILER);
    CopyRows drained = new CopyRows(table, columns, rows, buffer.data(), buffer.length());
    rows = 0;
    buffer.restart(NO_BYTES);
    return drained;
  }

  /** Returns the bytes kept for later rows. */
  int spareBytes() {
    return spare.length;
  }

  /** Takes back an array whose rows are written. */
  void recycle(byte[] written) {
    spare = written;
  }
}
