package io.loyalty.consumption.record;

import io.loyalty.consumption.table.ColumnType;
import io.loyalty.schemas.check.CheckInput;
import io.loyalty.schemas.check.CheckInput.Use;
import io.loyalty.schemas.check.CheckSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes the readers of a plan keep the values that the contract's checks need. Values that the
 * writer's schema does not have, or has in another type, stay unknown.
 */
final class CheckedInputs {
  private static final int MOST_DIGITS = 18;

  private final List<CheckInput> inputs;
  private final Set<Integer> read = new HashSet<>();

  CheckedInputs(CheckSet checks) {
    this.inputs = checks.inputs();
  }

  /**
   * Returns the reader of a field of the record or, if {@code array} is not empty, of its items.
   */
  ColumnReader value(
      ColumnReader reader, List<String> array, List<String> path, ColumnType column) {
    for (int input = 0; input < inputs.size(); input++) {
      CheckInput wanted = inputs.get(input);
      if (wanted.use() != Use.COUNT
          && wanted.array().equals(array)
          && wanted.path().equals(path)
          && isOf(wanted, column)) {
        read.add(input);
        return capturing(reader, wanted.use(), input);
      }
    }
    return reader;
  }

  /** Returns the reader of an array's items. */
  ColumnReader item(ColumnReader reader, List<String> array) {
    int[] counts = of(array, Use.COUNT);
    if (counts.length == 0) {
      return reader;
    }
    int count = counts[0];
    return (in, out) -> {
      reader.read(in, out);
      in.captured.values().add(count, 1);
    };
  }

  /**
   * Returns the reader of an array, whose totals begin at 0. Its items' readers come first: what no
   * item of the writer's version has is not summed.
   */
  ColumnReader array(ColumnReader reader, List<String> array) {
    int[] totals =
        IntStream.concat(
                IntStream.of(of(array, Use.COUNT)),
                IntStream.of(of(array, Use.SUM)).filter(read::contains))
            .toArray();
    if (totals.length == 0) {
      return reader;
    }
    return (in, out) -> {
      for (int total : totals) {
        in.captured.values().set(total, 0);
      }
      reader.read(in, out);
    };
  }

  private static ColumnReader capturing(ColumnReader reader, Use use, int input) {
    return (in, out) -> reader.read(in, in.captured.capture(use, input, out));
  }

  private int[] of(List<String> array, Use use) {
    return IntStream.range(0, inputs.size())
        .filter(input -> inputs.get(input).use() == use)
        .filter(input -> inputs.get(input).array().equals(array))
        .toArray();
  }

  private static boolean isOf(CheckInput wanted, ColumnType column) {
    return switch (wanted.kind().type()) {
      case NUMBER ->
          switch (column.kind()) {
            case BIGINT, SMALLINT -> wanted.kind().scale() == 0;
            case NUMERIC ->
                column.scale() == wanted.kind().scale() && column.precision() <= MOST_DIGITS;
            default -> false;
          };
      case TEXT -> column.kind() == ColumnType.Kind.TEXT;
      case TIMESTAMP -> column.kind() == ColumnType.Kind.TIMESTAMPTZ;
      case DATE -> column.kind() == ColumnType.Kind.DATE;
      case CONDITION -> column.kind() == ColumnType.Kind.BOOLEAN;
      case OTHER -> column.kind() != ColumnType.Kind.TEXT;
      case DURATION -> false;
    };
  }
}
