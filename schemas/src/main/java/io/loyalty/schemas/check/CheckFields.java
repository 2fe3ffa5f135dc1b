package io.loyalty.schemas.check;

import java.util.List;
import java.util.Optional;

/** Tells which fields an event has. */
public interface CheckFields {
  /**
   * Describes a field's values.
   *
   * @param type their type
   * @param scale digits after the point, of a number
   */
  record Kind(ValueType type, int scale) {}

  /** Returns the kind of a field; empty if the record has no such field. */
  Optional<Kind> field(List<String> path);

  /** Returns the kind of a field of the items of an array of records; empty if there is none. */
  Optional<Kind> itemField(List<String> array, List<String> path);

  /** Returns whether this is an array of records that has a table of its own. */
  boolean isArray(List<String> path);
}
