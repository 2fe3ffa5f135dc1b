package io.loyalty.schemas.check;

import java.util.List;

/**
 * Names a value of the event that the checks need.
 *
 * @param use what is taken of it
 * @param array the array of records whose items have the field; empty: the event has it
 * @param path the field, outermost first; empty for the number of items
 * @param kind its type
 */
public record CheckInput(Use use, List<String> array, List<String> path, CheckFields.Kind kind) {
  /** Keeps unmodifiable copies of the lists. */
  public CheckInput {
    array = List.copyOf(array);
    path = List.copyOf(path);
  }

  /** Lists what is taken of a field. */
  public enum Use {
    /** The value. */
    VALUE,
    /** The sum of the items' values. */
    SUM,
    /** The number of items. */
    COUNT
  }
}
