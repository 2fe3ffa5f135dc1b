package io.loyalty.consumption.record;

/** Reads a union of null and one type. */
final class NullableReader implements ColumnReader {
  private static final int BRANCHES = 2;

  private final int nullBranch;
  private final ColumnReader value;
  private final int columns;

  /**
   * @param nullBranch the branch that is null
   * @param value what reads the other
   * @param columns the columns that the other fills; so many are null
   */
  NullableReader(int nullBranch, ColumnReader value, int columns) {
    this.nullBranch = nullBranch;
    this.value = value;
    this.columns = columns;
  }

  @Override
  public void read(AvroCursor in, RowSink out) {
    if (in.readIndex(BRANCHES) != nullBranch) {
      value.read(in, out);
      return;
    }
    for (int column = 0; column < columns; column++) {
      out.nothing();
    }
  }
}
