package io.loyalty.schemas.contract;

import org.apache.avro.Schema;

/** Reads a union of null and one type, the only union that a contract may contain. */
final class Nullable {
  private Nullable() {}

  /** Returns the non-null type; returns a type that is no union unchanged. */
  static Schema type(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema;
    }
    return schema.getTypes().stream()
        .filter(each -> each.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow(() -> new InvalidContractException("a union of nothing but null"));
  }
}
