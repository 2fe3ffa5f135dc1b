package io.loyalty.schemas.contract;

import org.apache.avro.Schema;

/** The union of null and one type, the only union that a contract may hold. */
final class Nullable {
  private Nullable() {}

  /** The type without null; the type itself where it is no union. */
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
