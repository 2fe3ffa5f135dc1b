package io.loyalty.schemas.contract;

import io.loyalty.schemas.check.CheckFields;
import io.loyalty.schemas.check.CheckSet;
import io.loyalty.schemas.check.InvalidCheckException;
import io.loyalty.schemas.check.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Reads and compiles the attribute {@code checks} of a record. */
final class CheckReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Set<String> ATTRIBUTES = Set.of("name", "expression", "doc");
  private static final int LONGEST_NAME = 63;
  private static final int MOST_DIGITS = 18;

  private CheckReader() {}

  static CheckSet read(String type, Schema record, List<FieldContract> fields) {
    Object declared = record.getObjectProp("checks");
    if (declared == null) {
      return CheckSet.NONE;
    }
    if (record.getProp("table") != null) {
      throw new InvalidContractException(
          "%s: a record with a table of its own has no checks".formatted(type));
    }
    if (!(declared instanceof Collection<?> list) || list.size() > CheckSet.MOST) {
      throw new InvalidContractException(
          "%s: checks is a list of at most %d objects with a name, an expression and a doc"
              .formatted(type, CheckSet.MOST));
    }
    List<CheckSet.Check> checks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Object each : list) {
      CheckSet.Check check = check(type, each);
      if (!names.add(check.name())) {
        throw new InvalidContractException(
            "%s: two checks have the name %s".formatted(type, check.name()));
      }
      checks.add(check);
      compile(type, List.of(check), fields);
    }
    return compile(type, checks, fields);
  }

  private static CheckSet compile(
      String type, List<CheckSet.Check> checks, List<FieldContract> fields) {
    try {
      return CheckSet.of(checks, new Fields(fields));
    } catch (InvalidCheckException e) {
      throw new InvalidContractException(
          "%s, check %s: %s".formatted(type, checks.get(checks.size() - 1).name(), e.getMessage()),
          e);
    }
  }

  private static CheckSet.Check check(String type, Object declared) {
    if (!(declared instanceof Map<?, ?> check)
        || !check.keySet().equals(ATTRIBUTES)
        || !check.values().stream().allMatch(String.class::isInstance)) {
      throw new InvalidContractException(
          "%s: the check %s is no object with a name, an expression and a doc"
              .formatted(type, declared));
    }
    String name = check.get("name").toString();
    if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
      throw new InvalidContractException(
          "%s: the check's name %s is not lower-case words joined by hyphens, at most %d characters"
              .formatted(type, name, LONGEST_NAME));
    }
    String doc = check.get("doc").toString();
    if (doc.isBlank()) {
      throw new InvalidContractException("%s, check %s: give it a doc".formatted(type, name));
    }
    return new CheckSet.Check(name, doc, check.get("expression").toString());
  }

  /** Finds fields by the names of the contract. */
  private record Fields(List<FieldContract> fields) implements CheckFields {
    @Override
    public Optional<Kind> field(List<String> path) {
      return find(fields, path).map(field -> kind(field.type()));
    }

    @Override
    public Optional<Kind> itemField(List<String> array, List<String> path) {
      return find(fields, array)
          .flatMap(found -> find(found.fields(), path))
          .map(field -> kind(field.type()));
    }

    @Override
    public boolean isArray(List<String> path) {
      return find(fields, path)
          .filter(
              field ->
                  field.type().getType() == Schema.Type.ARRAY
                      && Nullable.type(field.type().getElementType()).getType()
                          == Schema.Type.RECORD)
          .isPresent();
    }

    /** Passes nested records, but no arrays and maps. */
    private static Optional<FieldContract> find(List<FieldContract> among, List<String> path) {
      Optional<FieldContract> found =
          among.stream().filter(field -> field.name().equals(path.get(0))).findFirst();
      if (path.size() == 1) {
        return found;
      }
      return found
          .filter(field -> field.type().getType() == Schema.Type.RECORD)
          .flatMap(field -> find(field.fields(), path.subList(1, path.size())));
    }

    private static Kind kind(Schema schema) {
      LogicalType logical = schema.getLogicalType();
      String name = logical == null ? "" : logical.getName();
      if (logical instanceof LogicalTypes.Decimal decimal) {
        return decimal.getPrecision() <= MOST_DIGITS
            ? new Kind(ValueType.NUMBER, decimal.getScale())
            : new Kind(ValueType.OTHER, 0);
      }
      ValueType type =
          switch (schema.getType()) {
            case INT, LONG ->
                switch (name) {
                  case "" -> ValueType.NUMBER;
                  case "date" -> ValueType.DATE;
                  case "timestamp-millis", "timestamp-micros" -> ValueType.TIMESTAMP;
                  default -> ValueType.OTHER;
                };
            case STRING -> name.isEmpty() ? ValueType.TEXT : ValueType.OTHER;
            case ENUM -> ValueType.TEXT;
            case BOOLEAN -> ValueType.CONDITION;
            case RECORD, ARRAY, MAP, UNION, FIXED, BYTES, FLOAT, DOUBLE, NULL -> ValueType.OTHER;
          };
      return new Kind(type, 0);
    }
  }
}
