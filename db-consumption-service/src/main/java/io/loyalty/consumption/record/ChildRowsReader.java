package io.loyalty.consumption.record;

/**
 * Reads an array of records into rows of a child table. A null item becomes no row; later items
 * keep their positions.
 */
final class ChildRowsReader implements ColumnReader {
  /** This value means that the items cannot be null. */
  static final int NEVER_NULL = -1;

  private static final int BRANCHES = 2;

  private final int child;
  private final int nullBranch;
  private final ColumnReader row;

  ChildRowsReader(int child, int nullBranch, ColumnReader row) {
    this.child = child;
    this.nullBranch = nullBranch;
    this.row = row;
  }

  @Override
  public void read(AvroCursor in, RowSink out) {
    int position = 0;
    for (int items = in.readBlock(); items > 0; items = in.readBlock()) {
      for (int each = 0; each < items; each++) {
        position++;
        if (nullBranch == NEVER_NULL || in.readIndex(BRANCHES) != nullBranch) {
          out.beginChildRow(child, position);
          row.read(in, out);
          out.endChildRow();
        }
      }
    }
  }
}
