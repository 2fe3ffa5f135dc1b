package io.loyalty.consumption.record;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.check.CheckSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Compiles a writer schema into the nodes of a plan, along the table that the catalogue maps it to.
 */
final class PlanCompiler {
  private final TableContract table;
  private final CheckedInputs checked;
  private final List<String> array;
  private final Iterator<TableContract> children;
  private final Set<String> filled = new HashSet<>();
  private int child;

  private PlanCompiler(TableContract table, CheckedInputs checked, List<String> array) {
    this.table = table;
    this.checked = checked;
    this.array = array;
    this.children = table.children().iterator();
  }

  /** Compiles a plan that also keeps the values that {@code checks} need. */
  static ColumnReader compile(Schema schema, TableContract table, CheckSet checks) {
    Iterator<Column> columns = table.columns().iterator();
    ColumnReader reader =
        new PlanCompiler(table, new CheckedInputs(checks), List.of())
            .record(schema, List.of(), columns);
    if (columns.hasNext()) {
      throw new UnreadableSchemaException(
          "%s: no field fills the column %s".formatted(table.name(), columns.next().name()));
    }
    return reader;
  }

  private ColumnReader record(Schema schema, List<String> path, Iterator<Column> columns) {
    List<ColumnReader> readers = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      List<String> fieldPath = Stream.concat(path.stream(), Stream.of(field.name())).toList();
      readers.add(field(field.schema(), fieldPath, columns));
    }
    return new RecordReader(schema.getFields().stream().map(Schema.Field::name).toList(), readers);
  }

  private ColumnReader field(Schema schema, List<String> path, Iterator<Column> columns) {
    if (!schema.isUnion()) {
      return value(schema, path, columns);
    }
    int nullBranch = nullBranch(schema);
    int before = filled.size();
    ColumnReader value = value(schema.getTypes().get(1 - nullBranch), path, columns);
    return new NullableReader(nullBranch, value, filled.size() - before);
  }

  private ColumnReader value(Schema schema, List<String> path, Iterator<Column> columns) {
    if (schema.getType() == Schema.Type.RECORD) {
      return record(schema, path, columns);
    }
    if (isChildTable(schema)) {
      return childRows(schema.getElementType(), path);
    }
    Column column = columns.hasNext() ? columns.next() : null;
    if (column == null || !column.path().equals(path)) {
      throw new UnreadableSchemaException(
          "%s: the field %s has no column in its place".formatted(table.name(), path));
    }
    filled.add(String.join(".", path));
    return checked.value(ScalarReaders.of(schema, column.type()), array, path, column.type());
  }

  private ColumnReader childRows(Schema item, List<String> path) {
    TableContract rows = children.next();
    int ownColumns = table.key().size() + 1;
    for (Column key : rows.columns().subList(0, table.key().size())) {
      if (!filled.contains(String.join(".", key.path()))) {
        throw new UnreadableSchemaException(
            "%s: the field %s comes after %s, whose rows begin with it; put it first"
                .formatted(table.name(), key.path(), path));
      }
    }
    boolean nullable = item.isUnion();
    int nullBranch = nullable ? nullBranch(item) : ChildRowsReader.NEVER_NULL;
    Schema record = nullable ? item.getTypes().get(1 - nullBranch) : item;
    Iterator<Column> columns = rows.columns().subList(ownColumns, rows.columns().size()).iterator();
    ColumnReader row = new PlanCompiler(rows, checked, path).record(record, List.of(), columns);
    return checked.array(new ChildRowsReader(child++, nullBranch, checked.item(row, path)), path);
  }

  private static boolean isChildTable(Schema schema) {
    if (schema.getType() != Schema.Type.ARRAY) {
      return false;
    }
    Schema item = schema.getElementType();
    return item.isUnion()
        ? item.getTypes().stream().anyMatch(each -> each.getType() == Schema.Type.RECORD)
        : item.getType() == Schema.Type.RECORD;
  }

  private static int nullBranch(Schema union) {
    return union.getTypes().get(0).getType() == Schema.Type.NULL ? 0 : 1;
  }
}
