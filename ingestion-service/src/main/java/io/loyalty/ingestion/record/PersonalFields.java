package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.EnvelopePaths;
import io.loyalty.ingestion.record.plan.EnvelopePlan;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.contract.PersonalData;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Tells where in an event direct personal data stands, by a contract. Immutable, thread-safe. */
final class PersonalFields {
  /** Nothing is personal. */
  static final PersonalFields NONE = new PersonalFields(false, List.of());

  /** A path that was cut ends so; where it led to nobody knows. */
  private static final String CUT = "…";

  private final boolean isSourcePersonal;
  private final List<FieldContract> payload;

  private PersonalFields(boolean isSourcePersonal, List<FieldContract> payload) {
    this.isSourcePersonal = isSourcePersonal;
    this.payload = payload;
  }

  static PersonalFields of(EventType type) {
    List<FieldContract> fields = type.fields();
    return new PersonalFields(
        isDirect(fields.get(EnvelopePlan.FIELDS - 1)),
        fields.subList(EnvelopePlan.FIELDS, fields.size() - 1));
  }

  /** Whether personal data stands at this place of an event, a JSON Pointer. */
  boolean isAt(String path, EnvelopePaths envelope) {
    if (path.endsWith(CUT)) {
      return true;
    }
    if (path.equals(envelope.source())) {
      return isSourcePersonal;
    }
    String before = envelope.payload() + "/";
    if (!path.startsWith(before)) {
      return false;
    }
    Iterator<String> steps =
        Arrays.asList(path.substring(before.length()).split("/", -1)).iterator();
    return isDirect(payload, steps);
  }

  private static boolean isDirect(List<FieldContract> record, Iterator<String> steps) {
    if (!steps.hasNext()) {
      return false;
    }
    String name = steps.next().replace("~1", "/").replace("~0", "~");
    Optional<FieldContract> field =
        record.stream().filter(each -> each.jsonNames().contains(name)).findFirst();
    if (field.isEmpty() || isDirect(field.get())) {
      return field.isPresent();
    }
    passContainers(field.get().type(), steps);
    return isDirect(field.get().fields(), steps);
  }

  /** Passes the indexes and keys of arrays and maps around the records of a field. */
  private static void passContainers(Schema schema, Iterator<String> steps) {
    Schema inner = schema;
    while (inner.getType() == Schema.Type.ARRAY || inner.getType() == Schema.Type.MAP) {
      if (steps.hasNext()) {
        steps.next();
      }
      inner =
          FieldContract.withoutNull(
              inner.getType() == Schema.Type.ARRAY ? inner.getElementType() : inner.getValueType());
    }
  }

  private static boolean isDirect(FieldContract field) {
    return field.personal() == PersonalData.DIRECT;
  }
}
