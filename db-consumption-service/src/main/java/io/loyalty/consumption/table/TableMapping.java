package io.loyalty.consumption.table;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.contract.InvalidContractException;
import io.loyalty.schemas.contract.PersonalData;
import io.loyalty.schemas.contract.TableDeclaration;
import io.loyalty.schemas.contract.TableDeclaration.ChildTable;
import io.loyalty.schemas.contract.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Maps the record of an event type to its tables: nested records are flattened, an array of records
 * is a child table, all other arrays and maps are jsonb.
 */
final class TableMapping {
  private static final int MAX_IDENTIFIER = 63;

  private final EventType type;
  private final TableDeclaration declared;
  private final List<FieldContract> keyFields;

  TableMapping(EventType type) {
    this.type = type;
    this.declared = type.table();
    this.keyFields = declared.keyFields().stream().map(this::field).toList();
  }

  private FieldContract field(String name) {
    return type.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  TableContract table() {
    Map<List<String>, TableName> arrays =
        declared.children().stream().collect(Collectors.toMap(ChildTable::path, ChildTable::name));
    List<Column> columns = new ArrayList<>();
    List<TableContract> children = new ArrayList<>();
    for (Leaf leaf : leaves(type.fields(), List.of(), false)) {
      TableName child = arrays.get(leaf.path());
      if (child == null) {
        columns.add(column(leaf));
      } else {
        children.add(child(child, leaf.field()));
      }
    }
    return new TableContract(
        declared.name(),
        type.doc(),
        columns,
        keyFields.stream().map(FieldContract::snakeName).toList(),
        declared.partition(),
        children);
  }

  private TableContract child(TableName name, FieldContract array) {
    List<Column> columns = new ArrayList<>();
    keyFields.forEach(
        field -> columns.add(column(new Leaf(field, List.of(field.name()), field.isNullable()))));
    columns.add(
        new Column(
            "position",
            List.of(),
            ColumnType.of(ColumnType.Kind.INTEGER),
            false,
            new Column.Notes(
                "Place in the array, from 1.", Optional.empty(), PersonalData.NONE, false, false)));
    leaves(array.fields(), List.of(), false).forEach(leaf -> columns.add(column(leaf)));
    List<String> key =
        Stream.concat(keyFields.stream().map(FieldContract::snakeName), Stream.of("position"))
            .toList();
    return new TableContract(name, array.doc(), columns, key, declared.partition(), List.of());
  }

  /** A field that is no record itself, and the fields that lead to it from the row's record. */
  private record Leaf(FieldContract field, List<String> path, boolean nullable) {}

  private static List<Leaf> leaves(
      List<FieldContract> record, List<String> around, boolean nullable) {
    return record.stream()
        .flatMap(
            field -> {
              Leaf here =
                  new Leaf(
                      field,
                      Stream.concat(around.stream(), Stream.of(field.name())).toList(),
                      nullable || field.isNullable());
              return field.type().getType() == Schema.Type.RECORD
                  ? leaves(field.fields(), here.path(), here.nullable()).stream()
                  : Stream.of(here);
            })
        .toList();
  }

  private Column column(Leaf leaf) {
    FieldContract field = leaf.field();
    String place = type.name() + "." + field.name();
    boolean offset = leaf.path().equals(List.of("occurredAtOffset"));
    ColumnType columnType =
        offset ? ColumnType.of(ColumnType.Kind.SMALLINT) : ColumnTypes.of(place, field.type());
    return new Column(
        offset ? "occurred_utc_offset" : columnName(leaf.path()),
        leaf.path(),
        columnType,
        leaf.nullable(),
        new Column.Notes(
            field.doc(),
            ColumnDefault.of(place, field.avro(), columnType),
            field.storedPersonal(),
            field.perDelivery(),
            field.lookup()));
  }

  private static String columnName(List<String> path) {
    String column = String.join("_", path.stream().map(FieldContract::snakeCase).toList());
    if (column.length() > MAX_IDENTIFIER) {
      throw new InvalidContractException(
          "%s: too long for a column; shorten the names".formatted(column));
    }
    return column;
  }
}
