package io.loyalty.cli.contract;

import io.loyalty.cli.text.Table;
import io.loyalty.client.ingestion.EventContract;
import io.loyalty.client.ingestion.EventContract.Check;
import io.loyalty.client.ingestion.EventContract.Field;
import io.loyalty.client.ingestion.EventTypeList;
import io.loyalty.client.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Formats event types as text. */
public final class ContractTable {
  private static final JsonMapper JSON = new JsonMapper();

  private ContractTable() {}

  /** Returns one line per event type. */
  public static List<String> lines(EventTypeList list) {
    Table table =
        new Table(
            "%-26s %-38s %-32s %-22s %s", "event type", "topic", "table", "key", "derived by");
    for (EventTypeList.Summary each : list.eventTypes()) {
      table.add(
          each.eventType(),
          each.destination().topic(),
          each.destination().table(),
          keys(each.destination()),
          each.derivedBy() == null ? "" : each.derivedBy());
    }
    return table.lines().stream().map(String::stripTrailing).toList();
  }

  /** Returns everything that a sender of the event type needs to know. */
  public static List<String> lines(EventContract contract) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, version %d: %s".formatted(contract.eventType(), contract.version(), contract.doc()));
    lines.add("");
    lines.add("  topic   %s".formatted(contract.destination().topic()));
    lines.add("  key     %s".formatted(keys(contract.destination())));
    lines.add("  table   %s".formatted(contract.destination().table()));
    contract.destination().childTables().forEach(child -> lines.add("          " + child));
    lines.add("");
    Table fields = new Table("  %-28s %-20s %-9s %s", "field", "type", "", "");
    contract.fields().forEach(field -> row(fields, field));
    lines.addAll(fields.lines());
    lines.add("");
    if (!contract.checks().isEmpty()) {
      Table checks = new Table("  %-34s %s", "check, which refuses nothing", "");
      for (Check each : contract.checks()) {
        checks.add(each.name(), each.doc()).add("", each.expression());
      }
      lines.addAll(checks.lines());
      lines.add("");
    }
    lines.add("An example, valid as it is:");
    lines.add("");
    JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(contract.example())
        .lines()
        .forEach(lines::add);
    return lines.stream().map(line -> PrintableText.of(line).stripTrailing()).toList();
  }

  private static void row(Table table, Field field) {
    List<String> notes = new ArrayList<>(List.of(field.doc()));
    if (field.maxLength() != null) {
      notes.add("At most %d characters.".formatted(field.maxLength()));
    }
    if (!field.allowedValues().isEmpty()) {
      notes.add("One of " + String.join(", ", field.allowedValues()) + ".");
    }
    if (field.format() != null) {
      notes.add("Format %s.".formatted(field.format()));
    }
    if (field.pattern() != null) {
      notes.add("Matches %s.".formatted(field.pattern()));
    }
    if (!field.jsonNames().isEmpty()) {
      notes.add("Also named " + String.join(", ", field.jsonNames()) + ".");
    }
    if (!field.transforms().isEmpty()) {
      notes.add("Stored after: " + String.join(", ", field.transforms()) + ".");
    }
    if (field.personal()) {
      notes.add("Personal data.");
    }
    table.add(
        field.path(), field.type(), field.required() ? "required" : "", String.join(" ", notes));
  }

  private static String keys(EventTypeList.Destination destination) {
    return String.join(", else ", destination.keyFields());
  }
}
