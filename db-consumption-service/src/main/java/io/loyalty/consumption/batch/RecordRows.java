package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntPredicate;

/**
 * Splits the COPY buffers of a topic's batch into the rows of each record, so that some of the
 * records can be written separately. Immutable.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, binary format</a>
 */
public final class RecordRows {
  /** A buffer has this many bytes before the first row. */
  public static final int HEADER_BYTES = 19;

  private static final byte[] TRAILER = {-1, -1};

  private final TopicBatch batch;
  private final Map<Integer, PartitionId> ids = new HashMap<>();
  private final List<RecordId> records = new ArrayList<>();
  private final Map<RecordId, Integer> numbers = new HashMap<>();
  private final List<Cut> parents = new ArrayList<>();
  private final List<Cut> children = new ArrayList<>();
  private final List<Long> occurred = new ArrayList<>();

  /** Holds a buffer, the end of each row, and the number of each row's record. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Cut(CopyRows rows, int[] ends, int[] records) {}

  /** Finds the end of each row of the batch, its record, and when that occurred. */
  public RecordRows(TopicBatch batch) {
    this.batch = batch;
    batch.partitions().forEach(range -> ids.put(range.partition(), range.id()));
    for (CopyRows rows : batch.parents()) {
      int occurredAt = rows.table().occurredAt();
      parents.add(
          cut(
              rows,
              (at, fields) -> {
                records.add(at);
                if (occurredAt >= 0) {
                  occurred.add(occurredAt(fields, occurredAt));
                }
                numbers.put(at, records.size() - 1);
                return records.size() - 1;
              }));
    }
    for (CopyRows rows : batch.children()) {
      children.add(cut(rows, (at, fields) -> numbers.get(at)));
    }
  }

  /** Returns the bytes after the last row of a buffer. */
  public static byte[] trailer() {
    return TRAILER.clone();
  }

  /** Returns the number of records that have rows. */
  public int size() {
    return records.size();
  }

  /** Returns the record with this number. */
  public RecordId at(int record) {
    return records.get(record);
  }

  /** Returns the number of the record with these coordinates. */
  public int number(int partition, long offset) {
    return numbers.get(new RecordId(ids.get(partition), offset));
  }

  /** Returns the batch with the rows of some records only, without refused records. */
  public TopicBatch part(int from, int to) {
    return part(record -> record >= from && record < to);
  }

  /**
   * Returns the batch with the rows of the records whose numbers match, without refused records.
   */
  public TopicBatch part(IntPredicate chosen) {
    return new TopicBatch(
        batch.topic(),
        batch.partitions(),
        part(parents, chosen),
        part(children, chosen),
        List.of(),
        days(chosen),
        batch.failedChecks().stream()
            .filter(failed -> chosen.test(numbers.get(failed.id())))
            .toList());
  }

  private SortedMap<PartitionDay, Long> days(IntPredicate chosen) {
    DayRows days = new DayRows();
    for (int record = 0; record < occurred.size(); record++) {
      if (chosen.test(record)) {
        days.add(records.get(record).partition().partition(), occurred.get(record));
      }
    }
    return days.counted();
  }

  @FunctionalInterface
  private interface Numbering {
    /** Returns the number of the record whose row has the next fields of {@code row}. */
    int of(RecordId record, ByteBuffer row);
  }

  private Cut cut(CopyRows rows, Numbering numbering) {
    ByteBuffer data = ByteBuffer.wrap(rows.data(), 0, rows.length());
    int[] ends = new int[rows.rows()];
    int[] numbers = new int[rows.rows()];
    int at = HEADER_BYTES;
    for (int row = 0; row < rows.rows(); row++) {
      int fields = data.getShort(at);
      at += Short.BYTES;
      data.position(at);
      for (int field = 0; field < fields; field++) {
        at += Integer.BYTES + Math.max(0, data.getInt(at));
      }
      // The coordinates are the last columns: partition, then offset.
      int partition = data.getInt(at - Long.BYTES - 2 * Integer.BYTES);
      numbers[row] =
          numbering.of(new RecordId(ids.get(partition), data.getLong(at - Long.BYTES)), data);
      ends[row] = at;
    }
    return new Cut(rows, ends, numbers);
  }

  private static long occurredAt(ByteBuffer row, int column) {
    int at = row.position();
    for (int before = 0; before < column; before++) {
      at += Integer.BYTES + Math.max(0, row.getInt(at));
    }
    return row.getLong(at + Integer.BYTES) + PlanRows.EPOCH_MICROS;
  }

  private static List<CopyRows> part(List<Cut> cuts, IntPredicate chosen) {
    List<CopyRows> parts = new ArrayList<>();
    for (Cut cut : cuts) {
      CopyRows part = part(cut, chosen);
      if (part.rows() > 0) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static CopyRows part(Cut cut, IntPredicate chosen) {
    byte[] data = cut.rows().data();
    byte[] taken = new byte[size(cut, chosen)];
    System.arraycopy(data, 0, taken, 0, HEADER_BYTES);
    int length = HEADER_BYTES;
    int rows = 0;
    int begin = HEADER_BYTES;
    for (int row = 0; row < cut.ends().length; row++) {
      int end = cut.ends()[row];
      if (chosen.test(cut.records()[row])) {
        System.arraycopy(data, begin, taken, length, end - begin);
        length += end - begin;
        rows++;
      }
      begin = end;
    }
    System.arraycopy(TRAILER, 0, taken, length, TRAILER.length);
    return new CopyRows(cut.rows().table(), cut.rows().columns(), rows, taken, taken.length);
  }

  private static int size(Cut cut, IntPredicate chosen) {
    int size = HEADER_BYTES + TRAILER.length;
    int begin = HEADER_BYTES;
    for (int row = 0; row < cut.ends().length; row++) {
      if (chosen.test(cut.records()[row])) {
        size += cut.ends()[row] - begin;
      }
      begin = cut.ends()[row];
    }
    return size;
  }
}
