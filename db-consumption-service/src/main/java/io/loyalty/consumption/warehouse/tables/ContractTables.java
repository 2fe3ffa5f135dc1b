package io.loyalty.consumption.warehouse.tables;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.contract.EventCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Derives the tables of the contract: columns, the coordinates of each row's record, the key, and
 * further indexes for readers.
 */
final class ContractTables {
  private static final List<ColumnShape> OF_AN_EVENT =
      origin(false, "Partition of the record on the topic.");
  private static final List<ColumnShape> OF_A_DEAD_LETTER =
      origin(
          true,
          "Partition of the record on the dead-letter topic; null where the load itself refused it.");
  private static final List<ColumnShape> OF_A_RESOLUTION =
      origin(
          true,
          "Partition of the record on the topic of resolutions; null where this service itself wrote the row.");

  /** The load fills this column for its own dead letters; no record contains it. */
  private static final ColumnShape RECORD_TOPIC_ID =
      ColumnShape.ofTheLoad(
          "record_topic_id",
          "uuid",
          true,
          "",
          "Kafka's id of that topic; null for what was refused before the column was there, and by ingestion.");

  private static final ColumnShape CHECKS_FAILED =
      ColumnShape.ofTheLoad(
          TableContract.CHECKS_FAILED,
          "text[]",
          true,
          "",
          "The contract's checks that the event fails, by name; null: none, or it was loaded before they were there.");

  /**
   * A filter that fits into a page, for as many rows as its range has where they are narrow. With
   * PostgreSQL's defaults a look-up reads a third of such a table.
   */
  private static final String BLOOM =
      "brin (%s %s_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005'))"
          + " WITH (autosummarize='on', pages_per_range='64')";

  private ContractTables() {}

  /** Returns the tables by name, each parent before its children. */
  static Map<String, TableShape> of(EventCatalogue catalogue) {
    Map<String, TableShape> tables = new LinkedHashMap<>();
    Stream.concat(catalogue.eventTypes().stream(), catalogue.derivedTypes().stream())
        .map(MappedType::of)
        .forEach(type -> add(type, OF_AN_EVENT, List.of(CHECKS_FAILED), indexes(type), tables));
    add(
        MappedType.of(catalogue.deadLetter()),
        OF_A_DEAD_LETTER,
        List.of(RECORD_TOPIC_ID),
        Set.of(),
        tables);
    add(
        MappedType.of(catalogue.deadLetterResolution()),
        OF_A_RESOLUTION,
        List.of(),
        Set.of(),
        tables);
    return tables;
  }

  private static void add(
      MappedType type,
      List<ColumnShape> origin,
      List<ColumnShape> ofTheLoad,
      Set<String> indexes,
      Map<String, TableShape> tables) {
    TableContract parent = type.table();
    List<ColumnShape> provenance = new ArrayList<>(origin);
    provenance.add(
        ColumnShape.ofTheLoad(
            "loaded_at",
            "timestamptz",
            false,
            "transaction_timestamp()",
            "When the transaction that loaded the row began."));
    provenance.addAll(ofTheLoad);
    put(parent, provenance, indexes, tables);
    for (TableContract child : parent.children()) {
      put(child, origin, Set.of(), tables);
    }
  }

  private static void put(
      TableContract table,
      List<ColumnShape> provenance,
      Set<String> indexes,
      Map<String, TableShape> tables) {
    List<ColumnShape> columns = new ArrayList<>();
    table.columns().forEach(column -> columns.add(ColumnShape.of(column)));
    columns.addAll(provenance);
    String name = table.name().toString();
    tables.put(
        name,
        new TableShape(
            name,
            table.doc(),
            columns,
            table.key(),
            table.partition().map(width -> "RANGE (occurred_at)").orElse(""),
            indexes));
  }

  /**
   * Returns the indexes that readers search by: the events of a member over time, by the topic's
   * key; new rows, by the time of loading; and one event, by its id and by the fields that the
   * contract marks for it. What the latter cost the load is less than its speed varies from run to
   * run (docs/benchmarks.md): a range of pages is summarised after it is full, and read as it is
   * before.
   */
  private static Set<String> indexes(MappedType type) {
    TableContract table = type.table();
    String key = type.event().topic().keyFields().get(0);
    Set<String> indexes = new TreeSet<>(Set.of("brin (loaded_at)", bloom("event_id", "uuid")));
    Set<String> ordered = new TreeSet<>();
    for (Column column : table.columns()) {
      if (column.path().equals(List.of(key)) && !table.key().get(0).equals(column.name())) {
        indexes.add("btree (%s, occurred_at)".formatted(column.name()));
        ordered.add(column.name());
      }
    }
    table.columns().stream()
        .filter(column -> column.notes().lookup() && !ordered.contains(column.name()))
        .forEach(column -> indexes.add(bloom(column.name(), column.type().sql())));
    return indexes;
  }

  private static String bloom(String column, String type) {
    return BLOOM.formatted(column, type);
  }

  /** Returns the columns with the coordinates of a row's record. */
  private static List<ColumnShape> origin(boolean nullable, String partition) {
    return List.of(
        ColumnShape.ofTheLoad("kafka_partition", "integer", nullable, "", partition),
        ColumnShape.ofTheLoad("kafka_offset", "bigint", nullable, "", "Its offset."));
  }
}
