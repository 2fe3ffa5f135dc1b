package io.loyalty.consumption.warehouse.tables;

import io.loyalty.consumption.table.Column;
import io.loyalty.schemas.contract.PersonalData;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes a column as it is or should be.
 *
 * @param name the column
 * @param type its type in the contract's short form, such as {@code timestamptz}
 * @param nullable whether it may be null
 * @param expression its default; empty: none
 * @param notes its comment and classification
 */
record ColumnShape(String name, String type, boolean nullable, String expression, Notes notes) {
  private static final Pattern CAST =
      Pattern.compile("('(?:[^']|'')*')::[a-z ]+(?:\\([0-9,]+\\))?");
  private static final Pattern TIMESTAMP = Pattern.compile("'(\\d{4,}-[-0-9:. ]+[-+][0-9:]+)'");
  private static final DateTimeFormatter ZONED =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .parseLenient()
          .appendOffset("+HH:mm:ss", "+00")
          .toFormatter();
  private static final Pattern NUMBER = Pattern.compile("'?(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)'?");

  /**
   * Holds a column's comment and classification.
   *
   * @param comment its description
   * @param level its level of personal data: {@code none}, {@code pseudonym} or {@code direct};
   *     empty: not classified
   */
  record Notes(String comment, String level) {}

  static ColumnShape of(Column column) {
    return new ColumnShape(
        column.name(),
        column.type().sql(),
        column.nullable(),
        column.notes().sqlDefault().orElse(""),
        new Notes(column.notes().comment(), level(column.notes().personal())));
  }

  /** Describes a column that the load fills and that is no field of a record. */
  static ColumnShape ofTheLoad(
      String name, String type, boolean nullable, String expression, String comment) {
    return new ColumnShape(
        name, type, nullable, expression, new Notes(comment, level(PersonalData.NONE)));
  }

  private static String level(PersonalData personal) {
    return personal.name().toLowerCase(Locale.ROOT);
  }

  /** Describes a column as PostgreSQL's catalogue reports it. */
  static ColumnShape found(
      String name, String type, boolean nullable, String expression, Notes notes) {
    Matcher cast = CAST.matcher(expression);
    return new ColumnShape(
        name,
        switch (type) {
          case "timestamp with time zone" -> "timestamptz";
          case "time without time zone" -> "time";
          default -> type;
        },
        nullable,
        cast.matches() ? cast.group(1) : expression,
        notes);
  }

  String comment() {
    return notes.comment();
  }

  String level() {
    return notes.level();
  }

  /**
   * Compares defaults, because PostgreSQL writes a negative number as text with a cast, and an
   * instant in the session's time zone.
   */
  boolean hasDefaultOf(ColumnShape other) {
    return expression.equals(other.expression)
        || (type.equals("timestamptz") && isSameInstant(expression, other.expression))
        || (!type.equals("text") && isSameNumber(expression, other.expression));
  }

  private static boolean isSameInstant(String one, String other) {
    Matcher first = TIMESTAMP.matcher(one);
    Matcher second = TIMESTAMP.matcher(other);
    return first.matches()
        && second.matches()
        && instant(first.group(1)).isEqual(instant(second.group(1)));
  }

  private static OffsetDateTime instant(String text) {
    return OffsetDateTime.parse(text, ZONED);
  }

  private static boolean isSameNumber(String one, String other) {
    Matcher first = NUMBER.matcher(one);
    Matcher second = NUMBER.matcher(other);
    return first.matches()
        && second.matches()
        && new BigDecimal(first.group(1)).compareTo(new BigDecimal(second.group(1))) == 0;
  }
}
