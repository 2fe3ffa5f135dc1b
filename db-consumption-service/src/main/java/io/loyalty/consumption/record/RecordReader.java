package io.loyalty.consumption.record;

import io.loyalty.schemas.wire.MalformedRecordException;
import java.util.List;

/** Reads a record, field by field, into its flattened columns. */
final class RecordReader implements ColumnReader {
  private final String[] names;
  private final ColumnReader[] fields;

  RecordReader(List<String> names, List<ColumnReader> fields) {
    this.names = names.toArray(String[]::new);
    this.fields = fields.toArray(ColumnReader[]::new);
  }

  @Override
  public void read(AvroCursor in, RowSink out) {
    int field = 0;
    try {
      for (; field < fields.length; field++) {
        fields[field].read(in, out);
      }
    } catch (MalformedRecordException e) {
      throw new MalformedRecordException(names[field] + ": " + e.getMessage(), e);
    }
  }
}
