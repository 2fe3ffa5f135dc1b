package io.loyalty.consumption.masking;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.contract.PersonalData;
import io.loyalty.schemas.contract.TableDeclaration.ChildTable;
import io.loyalty.schemas.contract.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which columns of an event's rows may be shown: those whose field may be shown in the event
 * itself. So a hash, which the table holds, is hidden as its value is. Immutable and thread-safe.
 */
public final class ShownColumns {
  private final Map<TableName, Set<String>> shown = new HashMap<>();

  /**
   * Decides for the tables of an event type.
   *
   * @param most the most that may be shown of a person
   */
  public ShownColumns(MappedType type, PersonalData most) {
    Optional<ShownFields> event = ShownFields.ofEvent(type.event().fields(), most).field("data");
    TableContract parent = type.table();
    shown.put(parent.name(), columns(parent, event));
    Map<TableName, List<String>> arrays =
        type.event().table().children().stream()
            .collect(Collectors.toMap(ChildTable::name, ChildTable::path));
    for (TableContract child : parent.children()) {
      Set<String> columns = columns(child, at(event, arrays.get(child.name())));
      columns.addAll(child.key());
      shown.put(child.name(), columns);
    }
  }

  /** Returns whether the values of this column may be shown. */
  public boolean shows(TableContract table, String column) {
    return shown.getOrDefault(table.name(), Set.of()).contains(column);
  }

  private static Set<String> columns(TableContract table, Optional<ShownFields> record) {
    return table.columns().stream()
        .filter(column -> at(record, column.path()).filter(ShownFields::showsAnyText).isPresent())
        .map(Column::name)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Optional<ShownFields> at(Optional<ShownFields> record, List<String> path) {
    Optional<ShownFields> at = record;
    for (String step : path) {
      at = at.flatMap(fields -> fields.field(step));
    }
    return at;
  }
}
