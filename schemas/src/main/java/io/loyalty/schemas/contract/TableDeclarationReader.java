package io.loyalty.schemas.contract;

import io.loyalty.schemas.contract.TableDeclaration.ChildTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Reads which tables an Avro record declares: its own, and one for each array of records. */
final class TableDeclarationReader {
  private static final int MAX_IDENTIFIER = 63;
  private static final List<String> EVENT_KEY = List.of("occurredAt", "eventId");

  private final String type;
  private final Schema root;
  private final TableName name;

  private TableDeclarationReader(String type, Schema root) {
    this.type = type;
    this.root = root;
    String declared = root.getProp("table");
    this.name =
        declared == null
            ? new TableName("bi", type.replace('-', '_'))
            : new TableName(
                declared.substring(0, declared.indexOf('.')),
                declared.substring(declared.indexOf('.') + 1));
  }

  static TableDeclaration read(String type, Schema root, List<FieldContract> fields) {
    return new TableDeclarationReader(type, root).read(fields);
  }

  private TableDeclaration read(List<FieldContract> fields) {
    List<ChildTable> children = new ArrayList<>();
    addChildren(fields, List.of(), children);
    return new TableDeclaration(checked(name), keyFields(), partition(), children);
  }

  private List<String> keyFields() {
    List<String> key =
        root.getObjectProp("tableKey") instanceof Collection<?> declared
            ? declared.stream().map(String::valueOf).toList()
            : EVENT_KEY;
    for (String field : key) {
      if (root.getField(field) == null) {
        throw new InvalidContractException(
            "%s: the key of its table names %s, which is no field".formatted(type, field));
      }
    }
    return key;
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

  private void addChildren(
      List<FieldContract> record, List<String> path, List<ChildTable> children) {
    for (FieldContract field : record) {
      List<String> here = Stream.concat(path.stream(), Stream.of(field.name())).toList();
      if (field.type().getType() == Schema.Type.RECORD) {
        addChildren(field.fields(), here, children);
      } else if (isArrayOfRecords(field.type())) {
        children.add(child(field, here));
      }
    }
  }

  private ChildTable child(FieldContract array, List<String> path) {
    String column = String.join("_", path.stream().map(FieldContract::snakeCase).toList());
    TableName child = checked(new TableName(name.schema(), name.name() + "_" + singular(column)));
    List<ChildTable> grandchildren = new ArrayList<>();
    addChildren(array.fields(), List.of(), grandchildren);
    if (!grandchildren.isEmpty()) {
      throw new InvalidContractException(
          "%s: an array of records inside an array of records has no table; flatten it"
              .formatted(child));
    }
    return new ChildTable(path, child);
  }

  private static boolean isArrayOfRecords(Schema value) {
    return value.getType() == Schema.Type.ARRAY
        && Nullable.type(value.getElementType()).getType() == Schema.Type.RECORD;
  }

  private static TableName checked(TableName name) {
    // Partitions append a suffix such as _p20261120.
    if (name.name().length() > MAX_IDENTIFIER - 10) {
      throw new InvalidContractException(
          "%s: too long for a table; shorten the name".formatted(name));
    }
    return name;
  }

  private static String singular(String plural) {
    return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
  }
}
