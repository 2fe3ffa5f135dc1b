package io.loyalty.consumption.warehouse.staging;

import io.loyalty.consumption.batch.CopyRows;
import io.loyalty.consumption.batch.RecordRows;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns rows of several tables into rows of one table, for a single COPY: each has the number of
 * its shape, the row itself as a composite value in the column of that shape, and NULL in the
 * others. Not thread-safe.
 *
 * <p>A composite value is the number of its fields, and of each field the OID of its type, its
 * length and its bytes: {@code record_recv} in PostgreSQL's {@code rowtypes.c}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, binary format</a>
 */
public final class SharedRows {
  /** The table, of this session. */
  public static final String TABLE = "shared_rows";

  private static final int NULL = -1;

  private final Map<RowShape, List<CopyRows>> shapes = new LinkedHashMap<>();

  /** Creates the table with the column of a first shape; a commit empties it. */
  public static String create(RowShape first) {
    return "CREATE TEMP TABLE %1$s (shape integer NOT NULL, %2$s pg_temp.%2$s) ON COMMIT DELETE ROWS"
        .formatted(TABLE, first.name());
  }

  /** Adds the column of another shape. */
  public static String add(RowShape another) {
    return "ALTER TABLE pg_temp.%1$s ADD COLUMN %2$s pg_temp.%2$s".formatted(TABLE, another.name());
  }

  /** Adds rows of a shape. */
  public void add(RowShape shape, CopyRows rows) {
    shapes.computeIfAbsent(shape, first -> new ArrayList<>()).add(rows);
  }

  /** Returns the number of rows of each shape, in the order in which they were added first. */
  public Map<RowShape, Integer> counts() {
    Map<RowShape, Integer> counts = new LinkedHashMap<>();
    shapes.forEach(
        (shape, rows) -> counts.put(shape, rows.stream().mapToInt(CopyRows::rows).sum()));
    return counts;
  }

  /** Returns the columns that the rows fill. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("shape"));
    shapes.keySet().forEach(shape -> columns.add(shape.name()));
    return columns;
  }

  /** Returns all rows in COPY's binary format. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean isBegun = false;
    int column = 0;
    for (var each : shapes.entrySet()) {
      for (CopyRows rows : each.getValue()) {
        if (!isBegun) {
          out.write(rows.data(), 0, RecordRows.HEADER_BYTES);
          isBegun = true;
        }
        write(each.getKey(), rows, column, out);
      }
      column++;
    }
    out.writeBytes(RecordRows.trailer());
    return out.toByteArray();
  }

  private void write(RowShape shape, CopyRows rows, int column, ByteArrayOutputStream out) {
    int[] oids = shape.oids();
    byte[] before = before(shape, column);
    byte[] after = nulls(shapes.size() - column - 1);
    ByteBuffer data = ByteBuffer.wrap(rows.data(), 0, rows.length());
    int[] starts = new int[oids.length + 1];
    starts[0] = RecordRows.HEADER_BYTES + Short.BYTES;
    for (int row = 0; row < rows.rows(); row++) {
      for (int field = 0; field < oids.length; field++) {
        starts[field + 1] = starts[field] + Integer.BYTES + Math.max(0, data.getInt(starts[field]));
      }
      out.writeBytes(before);
      writeInt(out, Integer.BYTES + oids.length * Integer.BYTES + starts[oids.length] - starts[0]);
      writeInt(out, oids.length);
      for (int field = 0; field < oids.length; field++) {
        writeInt(out, oids[field]);
        out.write(rows.data(), starts[field], starts[field + 1] - starts[field]);
      }
      out.writeBytes(after);
      starts[0] = starts[oids.length] + Short.BYTES;
    }
  }

  /** Returns what each row of a shape has before its composite value. */
  private byte[] before(RowShape shape, int column) {
    return ByteBuffer.allocate(Short.BYTES + 2 * Integer.BYTES + column * Integer.BYTES)
        .putShort((short) (1 + shapes.size()))
        .putInt(Integer.BYTES)
        .putInt(shape.number())
        .put(nulls(column))
        .array();
  }

  private static byte[] nulls(int count) {
    ByteBuffer nulls = ByteBuffer.allocate(count * Integer.BYTES);
    for (int each = 0; each < count; each++) {
      nulls.putInt(NULL);
    }
    return nulls.array();
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    out.write(value >>> 24);
    out.write(value >>> 16);
    out.write(value >>> 8);
    out.write(value);
  }
}
