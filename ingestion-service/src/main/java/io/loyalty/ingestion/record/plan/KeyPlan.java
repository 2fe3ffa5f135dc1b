package io.loyalty.ingestion.record.plan;

import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/** Finds the key of a record: the first of its key fields that is not null. */
final class KeyPlan {
  private final List<String> names;
  private final int[] positions;
  private final boolean[] nullable;
  private final int[] nullBranches;

  private KeyPlan(List<String> names) {
    this.names = names;
    this.positions = new int[names.size()];
    this.nullable = new boolean[names.size()];
    this.nullBranches = new int[names.size()];
  }

  static KeyPlan of(String type, Schema schema, List<String> names) {
    KeyPlan plan = new KeyPlan(names);
    for (int i = 0; i < names.size(); i++) {
      Schema.Field field = schema.getField(names.get(i));
      plan.positions[i] = field.pos();
      plan.nullable[i] = field.schema().isNullable();
      Schema text = field.schema();
      if (plan.nullable[i]) {
        List<Schema> types = field.schema().getTypes();
        plan.nullBranches[i] = types.get(0).getType() == Schema.Type.NULL ? 0 : 1;
        text = types.get(1 - plan.nullBranches[i]);
      }
      if (text.getType() != Schema.Type.STRING) {
        throw new UnusableContractException(
            "%s: the key %s is no string; key the type by a string".formatted(type, names.get(i)));
      }
    }
    return plan;
  }

  String firstField() {
    return names.get(0);
  }

  String fields() {
    return String.join(", ", names);
  }

  /** Returns the key in UTF-8; null if each of its fields is null. */
  byte[] read(PlanContext context, int envelopeBase, RecordPlan body, int bodyBase) {
    Segments segments = context.segments();
    byte[] key = null;
    for (int i = 0; i < positions.length && key == null; i++) {
      boolean inEnvelope = positions[i] < EnvelopePlan.FIELDS;
      int base = inEnvelope ? envelopeBase : bodyBase;
      int field = inEnvelope ? positions[i] : positions[i] - EnvelopePlan.FIELDS;
      if (segments.isSet(base, field)) {
        key =
            text(context.out().bytes(), segments.start(base, field), segments.end(base, field), i);
      } else {
        byte[] absent = body.absent(field);
        key = text(absent, 0, absent.length, i);
      }
    }
    return key;
  }

  private byte[] text(byte[] bytes, int start, int end, int i) {
    int at = start;
    if (nullable[i] && bytes[at++] == 2 * nullBranches[i]) {
      return null;
    }
    // The length of the string is before it: seven bits in each byte, the last without the high
    // bit.
    while (bytes[at++] < 0) {}
    return Arrays.copyOfRange(bytes, at, end);
  }
}
