package io.loyalty.schemas.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;

/**
 * Checks what a new version of an event type changes. Avro's rules of schema resolution apply;
 * stricter rules of our own apply to a logical type, precision or scale, because Avro lets these
 * change although every value changes with them.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#schema-resolution">Avro, schema
 *     resolution</a>
 */
public final class EvolutionRules {
  private EvolutionRules() {}

  /**
   * Returns one sentence for each incompatibility of the current schema with an earlier one, or an
   * empty list.
   */
  public static List<String> violations(SchemaHistory history) {
    Schema current = new Schema.Parser().parse(history.current());
    List<String> violations = new ArrayList<>();
    for (int version = 1; version <= history.earlier().size(); version++) {
      Schema earlier = new Schema.Parser().parse(history.earlier().get(version - 1));
      String against = "against v" + version + ": ";
      resolution(current, earlier, history.compatibility(), against, violations);
      if (!Objects.equals(earlier.getObjectProp("key"), current.getObjectProp("key"))) {
        violations.add(against + "the key changes, and with it the order of events");
      }
      values(current.getName(), earlier, current, against, violations);
    }
    return violations;
  }

  private static void resolution(
      Schema current,
      Schema earlier,
      Compatibility level,
      String against,
      List<String> violations) {
    SchemaValidatorBuilder rules = new SchemaValidatorBuilder();
    SchemaValidator validator =
        switch (level) {
          case FULL_TRANSITIVE -> rules.mutualReadStrategy().validateAll();
          case BACKWARD_TRANSITIVE -> rules.canReadStrategy().validateAll();
        };
    try {
      validator.validate(current, List.of(earlier));
    } catch (SchemaValidationException e) {
      violations.add(against + "not " + level + ": " + e.getMessage());
    }
  }

  private static void values(
      String path, Schema earlier, Schema current, String against, List<String> violations) {
    Schema before = Nullable.type(earlier);
    Schema after = Nullable.type(current);
    if (!logical(before).equals(logical(after))) {
      violations.add(
          "%s%s changes from %s to %s; add a field instead"
              .formatted(against, path, logical(before), logical(after)));
    }
    if (before.getType() != after.getType()) {
      return;
    }
    if (before.getType() == Schema.Type.RECORD) {
      for (Schema.Field field : before.getFields()) {
        Schema.Field same = after.getField(field.name());
        if (same != null) {
          values(path + "." + field.name(), field.schema(), same.schema(), against, violations);
        }
      }
    } else if (before.getType() == Schema.Type.ARRAY) {
      values(path, before.getElementType(), after.getElementType(), against, violations);
    } else if (before.getType() == Schema.Type.MAP) {
      values(path, before.getValueType(), after.getValueType(), against, violations);
    }
  }

  private static String logical(Schema schema) {
    LogicalType type = schema.getLogicalType();
    if (type instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    return type == null ? "no logical type" : type.getName();
  }
}
