package io.loyalty.console.types;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/** Lists the orders of event types; what is not known comes last. */
enum TypeOrder {
  /** By name. */
  NAME("name"),
  /** The most events first. */
  RATE("rate"),
  /** The smallest share of valid events first. */
  VALID("least valid"),
  /** The largest lag first. */
  LAG("lag"),
  /** The most unknown fields first. */
  DRIFT("unknown fields");

  private final String title;

  TypeOrder(String title) {
    this.title = title;
  }

  /** Returns the order of a parameter; by name for anything else. */
  static TypeOrder of(String parameter) {
    for (TypeOrder each : values()) {
      if (each.parameter().equals(parameter)) {
        return each;
      }
    }
    return NAME;
  }

  /** Returns its value in addresses. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns its text. */
  public String title() {
    return title;
  }

  Comparator<TypeRow> comparator() {
    Comparator<TypeRow> byName = Comparator.comparing(TypeRow::eventType);
    return switch (this) {
      case NAME -> byName;
      case RATE -> largest(TypeRow::perSecond).thenComparing(byName);
      case VALID ->
          Comparator.comparing(
                  TypeRow::validShare, Comparator.nullsLast(Comparator.<Double>naturalOrder()))
              .thenComparing(byName);
      case LAG -> largest(TypeRow::lag).thenComparing(byName);
      case DRIFT -> largest(TypeRow::unknownFields).thenComparing(byName);
    };
  }

  private static <T extends Comparable<T>> Comparator<TypeRow> largest(
      Function<TypeRow, T> figure) {
    return Comparator.comparing(figure, Comparator.nullsLast(Comparator.reverseOrder()));
  }
}
