package io.loyalty.consumption.decode;

import io.loyalty.consumption.record.RowSink;
import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes JSON objects of a record's rows, from column to value, as PostgreSQL reads them with {@code
 * jsonb_populate_record}. For single records; not thread-safe.
 */
public final class RecordJson implements RowSink {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonMapper json = new JsonMapper();
  private final TableContract writer;
  private final ObjectNode row = NODES.objectNode();
  private final List<ArrayNode> children;
  private List<Column> columns = List.of();
  private ObjectNode into = row;
  private int column;
  private int parentColumn;

  /** Takes {@code writer}, the table of the writer's schema, whose columns the rows have. */
  public RecordJson(TableContract writer) {
    this.writer = writer;
    this.children = writer.children().stream().map(child -> NODES.arrayNode()).toList();
  }

  /** Returns the record's own row as a JSON object. */
  public String row() {
    return row.toString();
  }

  /** Returns the rows of the child table as a JSON array; none if the writer has no such table. */
  public String children(TableContract child) {
    for (int at = 0; at < children.size(); at++) {
      if (writer.children().get(at).name().equals(child.name())) {
        return children.get(at).toString();
      }
    }
    return "[]";
  }

  @Override
  public void beginRow() {
    row.removeAll();
    children.forEach(ArrayNode::removeAll);
    columns = writer.columns();
    into = row;
    column = 0;
  }

  @Override
  public void failedChecks(long failed) {
    // No column of the record.
  }

  @Override
  public void endRow() {}

  @Override
  public void beginChildRow(int child, int position) {
    TableContract table = writer.children().get(child);
    parentColumn = column;
    columns = table.columns();
    into = children.get(child).addObject();
    column = 0;
    for (String key : writer.key()) {
      into.set(key, row.path(key));
      column++;
    }
    into.put(columns.get(column++).name(), position);
  }

  @Override
  public void endChildRow() {
    columns = writer.columns();
    into = row;
    column = parentColumn;
  }

  @Override
  public void nothing() {
    into.putNull(next());
  }

  @Override
  public void uuid(long high, long low) {
    into.put(next(), new UUID(high, low).toString());
  }

  @Override
  public void text(byte[] source, int from, int length) {
    into.put(next(), new String(source, from, length, StandardCharsets.UTF_8));
  }

  @Override
  public void bigint(long value) {
    into.put(next(), value);
  }

  @Override
  public void smallint(short value) {
    into.put(next(), value);
  }

  @Override
  public void doublePrecision(double value) {
    // NaN and the infinities are no numbers in JSON.
    into.put(next(), Double.toString(value));
  }

  @Override
  public void bool(boolean value) {
    into.put(next(), value);
  }

  @Override
  public void numeric(long unscaled, int scale) {
    into.put(next(), BigDecimal.valueOf(unscaled, scale));
  }

  @Override
  public void numeric(BigInteger unscaled, int scale) {
    into.put(next(), new BigDecimal(unscaled, scale));
  }

  @Override
  public void timestamptz(long micros) {
    into.put(next(), Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
  }

  @Override
  public void date(int days) {
    into.put(next(), LocalDate.ofEpochDay(days).toString());
  }

  @Override
  public void time(long micros) {
    boolean endsTheDay = micros == TimeUnit.DAYS.toMicros(1);
    into.put(
        next(),
        endsTheDay
            ? "24:00:00"
            : LocalTime.ofNanoOfDay(TimeUnit.MICROSECONDS.toNanos(micros)).toString());
  }

  @Override
  public void bytea(byte[] source, int from, int length) {
    into.put(next(), "\\x" + HexFormat.of().formatHex(source, from, from + length));
  }

  @Override
  public void jsonb(byte[] source, int from, int length) {
    into.set(next(), json.readTree(source, from, length));
  }

  private String next() {
    return columns.get(column++).name();
  }
}
