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
 * A column as it is, or is to be.
 *
 * @param name the column
 * @param type its type in the short words of the contract, such as {@code timestamptz}
 * @param nullable whether it may be null
 * @param expression its default; empty: none
 * @param notes what is said of it
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
   * What is said of a column.
   *
   * @param comment what it is
   * @param level what it says of a person: {@code none}, {@code pseudonym} or {@code direct};
   *     empty: not stated
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

  /** Returns one that the load fills, and no field of a record. */
  static ColumnShape ofTheLoad(
      String name, String type, boolean nullable, String expression, String comment) {
    return new ColumnShape(
        name, type, nullable, expression, new Notes(comment, level(PersonalData.NONE)));
  }

  private static String level(PersonalData personal) {
    return personal.name().toLowerCase(Locale.ROOT);
  }

  /** Returns one that PostgreSQL has, in its words. */
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
   * PostgreSQL writes a negative number as a text with a cast, and an instant in the session's time
   * zone.
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
