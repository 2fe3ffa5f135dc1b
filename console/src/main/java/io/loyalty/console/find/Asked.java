package io.loyalty.console.find;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells what a text is that somebody looks for.
 *
 * @param kind what it is
 * @param field the field of the contract; null if it is an id, or any field is meant
 * @param value the id, or the value
 */
record Asked(Kind kind, String field, String value) {
  private static final Pattern EVENT =
      Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
  private static final Pattern DEAD_LETTER = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern RECORD = Pattern.compile("[A-Za-z0-9._-]+-[0-9]{1,10}-[0-9]{1,19}");
  private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9]*)=(.+)");

  /** Lists the kinds. */
  enum Kind {
    /** Nothing was asked for. */
    NOTHING,
    /** The id of an event; a value of a field may look like one, too. */
    EVENT,
    /** The id of a dead letter. */
    DEAD_LETTER,
    /** A record as topic-partition-offset. */
    RECORD,
    /** A value of a field, such as the number of a receipt or a member. */
    VALUE
  }

  static Asked of(String text) {
    String stripped = text.strip();
    var field = FIELD.matcher(stripped);
    if (stripped.isEmpty()) {
      return new Asked(Kind.NOTHING, null, "");
    }
    if (EVENT.matcher(stripped).matches()) {
      return new Asked(Kind.EVENT, null, stripped.toLowerCase(Locale.ROOT));
    }
    if (DEAD_LETTER.matcher(stripped).matches()) {
      return new Asked(Kind.DEAD_LETTER, null, stripped.toLowerCase(Locale.ROOT));
    }
    if (RECORD.matcher(stripped).matches()) {
      return new Asked(Kind.RECORD, null, stripped);
    }
    return field.matches()
        ? new Asked(Kind.VALUE, field.group(1), field.group(2).strip())
        : new Asked(Kind.VALUE, null, stripped);
  }

  /** Returns whether it may be an id that a service finds an event by. */
  boolean isId() {
    return switch (kind) {
      case EVENT, DEAD_LETTER, RECORD -> true;
      case NOTHING, VALUE -> false;
    };
  }

  /** Returns whether it may be the value of a field: receipts may be named like a record. */
  boolean mayBeValue() {
    return switch (kind) {
      case EVENT, RECORD, VALUE -> true;
      case NOTHING, DEAD_LETTER -> false;
    };
  }
}
