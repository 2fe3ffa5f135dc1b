package io.loyalty.consumption.lookup;

import io.loyalty.consumption.decode.RecordJson;
import io.loyalty.consumption.lookup.Whereabouts.ChildRow;
import io.loyalty.consumption.lookup.Whereabouts.Children;
import io.loyalty.consumption.lookup.Whereabouts.Difference;
import io.loyalty.consumption.lookup.Whereabouts.Row;
import io.loyalty.consumption.lookup.Whereabouts.Value;
import io.loyalty.consumption.masking.ShownColumns;
import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.lookup.EventFinder;
import io.loyalty.consumption.warehouse.lookup.StoredEvent;
import io.loyalty.schemas.text.MaskedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Shows the rows of one event type, and where a record differs from them, with masks. */
final class ShownRows {
  /** A record that differs in everything is clear from the first differences. */
  private static final int MOST_DIFFERENCES = 100;

  private static final String THERE = "row";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final MappedType type;
  private final ShownColumns shown;

  ShownRows(MappedType type, ShownColumns shown) {
    this.type = type;
    this.shown = shown;
  }

  /** Shows an event's rows. */
  Row row(StoredEvent stored) {
    TableContract table = type.table();
    List<Children> children = new ArrayList<>();
    for (int at = 0; at < table.children().size(); at++) {
      TableContract child = table.children().get(at);
      StoredEvent.Children rows = stored.children().get(at);
      children.add(
          new Children(
              child.name().toString(),
              rows.count(),
              JSON.readTree(rows.rows())
                  .valueStream()
                  .map(row -> new ChildRow(values(child, row)))
                  .toList()));
    }
    JsonNode row = JSON.readTree(stored.row());
    List<Value> columns = new ArrayList<>(values(table, row));
    String failed = text(row.path(TableContract.CHECKS_FAILED));
    if (failed != null) {
      columns.add(new Value(TableContract.CHECKS_FAILED, failed));
    }
    return new Row(
        table.name().toString(),
        stored.source(),
        stored.receivedAt(),
        stored.loaded().at(),
        columns,
        children);
  }

  /** Returns the values of an event's row by column, without those that may not be shown. */
  Map<String, JsonNode> columns(StoredEvent stored) {
    TableContract table = type.table();
    JsonNode row = JSON.readTree(stored.row());
    Map<String, JsonNode> columns = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (shown.shows(table, column.name())) {
        columns.put(column.name(), row.path(column.name()));
      }
    }
    columns.put(TableContract.CHECKS_FAILED, row.path(TableContract.CHECKS_FAILED));
    return columns;
  }

  /** Returns where a record differs from an event's rows, as the load compares them. */
  List<Difference> differences(StoredEvent stored, RecordJson record, EventFinder finder) {
    TableContract table = type.table();
    List<Difference> differences = new ArrayList<>();
    JsonNode repeated = JSON.readTree(finder.asStored(table, "[" + record.row() + "]")).path(0);
    differ(table, null, JSON.readTree(stored.row()), repeated, differences);
    for (int at = 0; at < table.children().size(); at++) {
      TableContract child = table.children().get(at);
      StoredEvent.Children rows = stored.children().get(at);
      Map<Integer, JsonNode> before = byPosition(rows.rows());
      Map<Integer, JsonNode> after = byPosition(finder.asStored(child, record.children(child)));
      TreeSet<Integer> positions = new TreeSet<>(before.keySet());
      positions.addAll(after.keySet());
      // Further rows of the table were not read.
      positions.removeIf(position -> before.size() < rows.count() && position > before.size());
      for (int position : positions) {
        differ(child, position, before.get(position), after.get(position), differences);
      }
    }
    return differences.subList(0, Math.min(differences.size(), MOST_DIFFERENCES));
  }

  private void differ(
      TableContract table,
      Integer position,
      JsonNode before,
      JsonNode after,
      List<Difference> differences) {
    String name = table.name().toString();
    if (before == null || after == null) {
      differences.add(
          new Difference(
              name, position, null, before == null ? null : THERE, after == null ? null : THERE));
      return;
    }
    for (Column column : table.columns()) {
      JsonNode one = before.path(column.name());
      JsonNode other = after.path(column.name());
      if (!column.notes().perDelivery() && !Objects.equals(text(one), text(other))) {
        differences.add(
            new Difference(
                name,
                position,
                column.name(),
                shown(table, column, one),
                shown(table, column, other)));
      }
    }
  }

  private static Map<Integer, JsonNode> byPosition(String rows) {
    Map<Integer, JsonNode> byPosition = new LinkedHashMap<>();
    JSON.readTree(rows).forEach(row -> byPosition.put(row.path("position").asInt(), row));
    return byPosition;
  }

  private List<Value> values(TableContract table, JsonNode row) {
    return table.columns().stream()
        .map(column -> new Value(column.name(), shown(table, column, row.path(column.name()))))
        .toList();
  }

  private String shown(TableContract table, Column column, JsonNode value) {
    String text = text(value);
    return text == null || shown.shows(table, column.name()) ? text : MaskedName.MASK;
  }

  private static String text(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (value.isNumber()) {
      return value.decimalValue().toPlainString();
    }
    return value.isString() ? value.stringValue() : value.toString();
  }
}
