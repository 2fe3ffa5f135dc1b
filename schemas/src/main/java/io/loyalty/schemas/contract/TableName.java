package io.loyalty.schemas.contract;

/**
 * A table's name, within PostgreSQL's 63 bytes, in lower-case snake case, so that it needs no
 * quotes.
 *
 * @param schema the PostgreSQL schema
 * @param name the table in it
 */
public record TableName(String schema, String name) {
  /** {@code schema.name}. */
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
