package io.loyalty.schemas.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Maps an Avro record to its tables: nested records are flattened, an array of records is a child
 * table, all other arrays and maps are jsonb.
 */
final class TableMapping {
  private static final int MAX_IDENTIFIER = 63;
  private static final List<String> EVENT_KEY = List.of("occurredAt", "eventId");

  private final String type;
  private final Schema root;
  private final List<FieldContract> fields;
  private final TableName name;
  private final List<String> keyFields;

  TableMapping(String type, Schema root, List<FieldContract> fields) {
    this.type = type;
    this.root = root;
    this.fields = fields;
    String declared = root.getProp("table");
    this.name =
        declared == null
            ? new TableName("bi", type.replace('-', '_'))
            : new TableName(
                declared.substring(0, declared.indexOf('.')),
                declared.substring(declared.indexOf('.') + 1));
    this.keyFields =
        root.getObjectProp("tableKey") instanceof Collection<?> key
            ? key.stream().map(String::valueOf).toList()
            : EVENT_KEY;
  }

  TableContract table() {
    List<Column> columns = new ArrayList<>();
    List<TableContract> children = new ArrayList<>();
    flatten(fields, Around.NOTHING, columns, children);
    return new TableContract(
        checked(name),
        root.getDoc(),
        columns,
        keyFields.stream().map(TableMapping::snakeCase).toList(),
        partition(),
        children);
  }

  private Optional<TablePartition> partition() {
    if (root.getProp("table") != null) {
      return Optional.empty();
    }
    String declared = root.getProp("tablePartition");
    if (declared == null) {
      return Optional.of(TablePartition.MONTH);
    }
    return switch (declared) {
      case "day" -> Optional.of(TablePartition.DAY);
      case "month" -> Optional.of(TablePartition.MONTH);
      default ->
          throw new InvalidContractException(
              "%s: tablePartition %s; it is day or month".formatted(type, declared));
    };
  }

  /** What holds for the fields of a record since they stand in it. */
  private record Around(List<String> path, boolean nullable) {
    static final Around NOTHING = new Around(List.of(), false);

    Around field(FieldContract field) {
      return new Around(
          Stream.concat(path.stream(), Stream.of(field.name())).toList(),
          nullable || field.isNullable());
    }
  }

  private void flatten(
      List<FieldContract> record,
      Around around,
      List<Column> columns,
      List<TableContract> children) {
    for (FieldContract field : record) {
      Around here = around.field(field);
      if (field.type().getType() == Schema.Type.RECORD) {
        flatten(field.fields(), here, columns, children);
      } else if (isChildTable(field.type())) {
        children.add(child(here, field));
      } else {
        columns.add(column(field, here));
      }
    }
  }

  private static boolean isChildTable(Schema value) {
    return value.getType() == Schema.Type.ARRAY
        && Nullable.type(value.getElementType()).getType() == Schema.Type.RECORD;
  }

  private TableContract child(Around around, FieldContract array) {
    TableName childName =
        new TableName(name.schema(), name.name() + "_" + singular(columnName(around.path())));
    List<Column> columns = new ArrayList<>();
    for (String key : keyFields) {
      FieldContract field = fields.get(root.getField(key).pos());
      columns.add(column(field, Around.NOTHING.field(field)));
    }
    columns.add(
        new Column(
            "position",
            List.of(),
            ColumnType.of(ColumnType.Kind.INTEGER),
            false,
            new Column.Notes(
                "Place in the array, from 1.", Optional.empty(), PersonalData.NONE, false)));
    List<TableContract> grandchildren = new ArrayList<>();
    flatten(array.fields(), Around.NOTHING, columns, grandchildren);
    if (!grandchildren.isEmpty()) {
      throw new InvalidContractException(
          "%s: an array of records inside an array of records has no table; flatten it"
              .formatted(childName));
    }
    List<String> key =
        Stream.concat(keyFields.stream().map(TableMapping::snakeCase), Stream.of("position"))
            .toList();
    return new TableContract(checked(childName), array.doc(), columns, key, partition(), List.of());
  }

  private Column column(FieldContract field, Around here) {
    List<String> path = here.path();
    boolean offset = path.equals(List.of("occurredAtOffset"));
    ColumnType columnType =
        offset
            ? ColumnType.of(ColumnType.Kind.SMALLINT)
            : ColumnTypes.of(type + "." + field.name(), field.type());
    String columnName = offset ? "occurred_utc_offset" : columnName(path);
    return new Column(
        columnName,
        path,
        columnType,
        here.nullable(),
        new Column.Notes(
            field.doc(),
            ColumnDefault.of(type + "." + field.name(), field.avro(), columnType),
            field.storedPersonal(),
            field.perDelivery()));
  }

  private static TableName checked(TableName name) {
    // Partitions append a suffix such as _p20261120.
    if (name.name().length() > MAX_IDENTIFIER - 10) {
      throw new InvalidContractException(
          "%s: too long for a table; shorten the name".formatted(name));
    }
    return name;
  }

  private static String columnName(List<String> path) {
    String column = String.join("_", path.stream().map(TableMapping::snakeCase).toList());
    if (column.length() > MAX_IDENTIFIER) {
      throw new InvalidContractException(
          "%s: too long for a column; shorten the names".formatted(column));
    }
    return column;
  }

  static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String singular(String plural) {
    return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
  }
}
