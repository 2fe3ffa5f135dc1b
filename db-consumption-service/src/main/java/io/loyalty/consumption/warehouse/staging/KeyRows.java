package io.loyalty.consumption.warehouse.staging;

import io.loyalty.consumption.batch.CopyRows;
import io.loyalty.consumption.batch.RecordRows;
import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.table.TableContract;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Extracts the keys of a batch's rows and the coordinates of their records, for a separate COPY.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, binary format</a>
 */
public final class KeyRows {
  private KeyRows() {}

  /**
   * Returns {@linkplain StagingSql#keyColumns these columns} of all rows of the topic's own table.
   */
  public static CopyRows of(TopicBatch batch, TableContract table) {
    List<String> wanted = StagingSql.keyColumns(table);
    ByteArrayOutputStream keys = new ByteArrayOutputStream();
    keys.write(batch.parents().get(0).data(), 0, RecordRows.HEADER_BYTES);
    int rows = 0;
    for (CopyRows each : batch.parents()) {
      write(each, wanted.stream().mapToInt(each.columns()::indexOf).toArray(), keys);
      rows += each.rows();
    }
    keys.writeBytes(RecordRows.trailer());
    return new CopyRows(table, wanted, rows, keys.toByteArray(), keys.size());
  }

  private static void write(CopyRows rows, int[] wanted, ByteArrayOutputStream keys) {
    ByteBuffer data = ByteBuffer.wrap(rows.data(), 0, rows.length());
    byte[] count = ByteBuffer.allocate(Short.BYTES).putShort((short) wanted.length).array();
    int[] starts = new int[rows.columns().size() + 1];
    starts[0] = RecordRows.HEADER_BYTES + Short.BYTES;
    for (int row = 0; row < rows.rows(); row++) {
      for (int field = 0; field < rows.columns().size(); field++) {
        int value = Math.max(0, data.getInt(starts[field]));
        starts[field + 1] = starts[field] + Integer.BYTES + value;
      }
      keys.writeBytes(count);
      for (int field : wanted) {
        keys.write(rows.data(), starts[field], starts[field + 1] - starts[field]);
      }
      starts[0] = starts[rows.columns().size()] + Short.BYTES;
    }
  }
}
