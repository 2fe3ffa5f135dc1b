package io.loyalty.schemas.contract;

/**
 * Names a table in lower-case snake case, within PostgreSQL's limit of 63 bytes, so that the name
 * needs no quotes.
 *
 * @param schema the PostgreSQL schema
 * @param name the table in it
 */
public record TableName(String schema, String name) {
  /** Returns {@code schema.name}. */
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
