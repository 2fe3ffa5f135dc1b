package io.loyalty.cli.contract;

import io.loyalty.cli.text.PrintableText;
import io.loyalty.client.ingestion.EventContract;
import io.loyalty.client.ingestion.EventContract.Field;
import io.loyalty.client.ingestion.EventTypeList;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Event types as text. */
public final class ContractTable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ROW = "%-26s %-38s %-32s %s";

  private ContractTable() {}

  /** One line per event type. */
  public static List<String> lines(EventTypeList list) {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("event type", "topic", "table", "key"));
    for (EventTypeList.Entry each : list.eventTypes()) {
      lines.add(
          PrintableText.of(
              ROW.formatted(
                  each.eventType(),
                  each.destination().topic(),
                  each.destination().table(),
                  keys(each.destination()))));
    }
    return lines;
  }

  /** All that those need to know who send events of the type. */
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
    lines.add("  %-28s %s".formatted("field", "type"));
    contract.fields().forEach(field -> lines.add(row(field)));
    lines.add("");
    lines.add("An example, valid as it is:");
    lines.add("");
    JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(contract.example())
        .lines()
        .forEach(lines::add);
    return lines.stream().map(line -> PrintableText.of(line).stripTrailing()).toList();
  }

  private static String row(Field field) {
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
    return "  %-28s %-20s %-9s %s"
        .formatted(
            field.path(),
            field.type(),
            field.required() ? "required" : "",
            String.join(" ", notes));
  }

  private static String keys(EventTypeList.Destination destination) {
    return String.join(", else ", destination.keyFields());
  }
}
