package io.loyalty.endtoend.warehouse;

import io.loyalty.endtoend.backends.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the loaded rows from one database. */
public final class Warehouse {
  private final String url;
  private final String password;

  private Warehouse(String url, String password) {
    this.url = url;
    this.password = password;
  }

  public static Warehouse create(Backends backends, String database) throws SQLException {
    try (Connection admin =
            DriverManager.getConnection(
                backends.jdbcUrl("postgres"), "postgres", backends.password());
        PreparedStatement create = admin.prepareStatement("CREATE DATABASE " + database)) {
      create.execute();
    }
    return new Warehouse(backends.jdbcUrl(database), backends.password());
  }

  public static Warehouse at(String url) {
    return new Warehouse(url, "");
  }

  public String url() {
    return url;
  }

  public String password() {
    return password;
  }

  /** Returns the number of records loaded so far, with any outcome. */
  public long recordsLoaded() throws SQLException {
    return Long.parseLong(
        query("SELECT coalesce(sum(records), 0) FROM pipeline.load_ledger").get(0).get(0));
  }

  /** Returns how often each event id is in the table of the event type. */
  public Map<String, Integer> rowsById(String eventType) throws SQLException {
    Map<String, Integer> rows = new HashMap<>();
    for (List<String> row : query("SELECT event_id FROM bi." + eventType.replace('-', '_'))) {
      rows.merge(row.get(0), 1, Integer::sum);
    }
    return rows;
  }

  /** Returns the columns of the row, without those that differ between runs. */
  public Map<String, String> row(String eventType, String eventId) throws SQLException {
    return onlyRow(
        """
        SELECT key, value FROM bi.%s t, jsonb_each_text(to_jsonb(t)
            - '{event_id,received_at,kafka_partition,kafka_offset,loaded_at,checks_failed}'::text[])
        WHERE t.event_id = ?::uuid"""
            .formatted(eventType.replace('-', '_')),
        eventId);
  }

  /** Returns the columns of the line items, in order. */
  public List<Map<String, String>> lineItems(String eventId) throws SQLException {
    List<Map<String, String>> items = new ArrayList<>();
    for (List<String> position :
        query(
            "SELECT position FROM bi.purchase_transaction_line_item WHERE event_id = ?::uuid ORDER"
                + " BY position",
            eventId)) {
      items.add(
          onlyRow(
              """
              SELECT key, value FROM bi.purchase_transaction_line_item t, jsonb_each_text(to_jsonb(t)
                  - '{event_id,occurred_at,position,kafka_partition,kafka_offset,loaded_at}'::text[])
              WHERE t.event_id = ?::uuid AND t.position = ?::bigint""",
              eventId,
              position.get(0)));
    }
    return items;
  }

  /** Returns rows as text, with null for null values. */
  public List<List<String>> query(String sql, String... parameters) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", password);
        PreparedStatement zone = connection.prepareStatement("SET TimeZone = 'UTC'");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      zone.execute();
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.add(found.getString(i));
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }

  private Map<String, String> onlyRow(String sql, String... parameters) throws SQLException {
    Map<String, String> columns = new TreeMap<>();
    for (List<String> column : query(sql, parameters)) {
      if (columns.containsKey(column.get(0))) {
        throw new AssertionError("There is more than one such row");
      }
      columns.put(column.get(0), column.get(1));
    }
    return columns;
  }
}
