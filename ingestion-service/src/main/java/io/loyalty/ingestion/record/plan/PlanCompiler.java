package io.loyalty.ingestion.record.plan;

import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.contract.PersonalData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Compiles an Avro schema to the plan that writes its values. */
final class PlanCompiler {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private final boolean hasHashKey;
  private final Set<String> keyPlaces;

  /**
   * Creates a compiler for one event type.
   *
   * @param hasHashKey whether the service has a key to hash with
   * @param keyPlaces the paths of the key fields, none of which may be blank
   */
  PlanCompiler(boolean hasHashKey, Set<String> keyPlaces) {
    this.hasHashKey = hasHashKey;
    this.keyPlaces = Set.copyOf(keyPlaces);
  }

  /** Returns the plan of some fields of a record, in their order. */
  RecordPlan compile(String place, List<FieldContract> fields, boolean personal) {
    List<FieldPlan> plans = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FieldContract field : fields) {
      FieldPlan plan = field(place + "." + field.name(), field);
      for (String name : plan.jsonNames()) {
        if (!names.add(name)) {
          throw new UnusableContractException(
              "%s: two fields take the name %s in JSON; leave it to one".formatted(place, name));
        }
      }
      plans.add(plan);
    }
    return new RecordPlan(plans, personal);
  }

  private FieldPlan field(String place, FieldContract field) {
    if (field.hashed() && !hasHashKey) {
      throw new UnusableContractException(
          place
              + ": its transform hash needs a key; set ingestion.record.hash-key and hash-key-id");
    }
    ValuePlan value = value(place, field.avro().schema(), field);
    return new FieldPlan(
        field.name(), field.jsonNames(), value, field.isNullable(), absent(field.avro()));
  }

  /**
   * Returns the encoded default, or that of null if the field may be null; null if it is required.
   */
  private static byte[] absent(Schema.Field field) {
    if (field.hasDefaultValue()) {
      return encoded(field.schema(), GenericData.get().getDefaultValue(field));
    }
    return field.schema().isNullable() ? encoded(field.schema(), null) : null;
  }

  private static byte[] encoded(Schema schema, Object value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<>(schema).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private ValuePlan value(String place, Schema schema, FieldContract field) {
    boolean personal = isMasked(field);
    return switch (schema.getType()) {
      case UNION -> nullable(place, schema, field);
      case ARRAY -> new ArrayPlan(value(place, schema.getElementType(), field), personal);
      case MAP -> new MapPlan(value(place, schema.getValueType(), field), personal);
      case STRING -> {
        if (schema.getLogicalType() != null) {
          yield logical(place, schema, field);
        }
        refuseEpoch(place, field);
        yield keyPlaces.contains(place) ? StringPlan.nonBlank(field) : StringPlan.of(field);
      }
      case RECORD -> {
        refuseStringAttributes(place, field);
        refuseEpoch(place, field);
        yield compile(place, field.fields(), personal);
      }
      default -> {
        if (schema.getLogicalType() != null) {
          yield logical(place, schema, field);
        }
        refuseStringAttributes(place, field);
        refuseEpoch(place, field);
        yield plain(place, schema, personal);
      }
    };
  }

  private ValuePlan nullable(String place, Schema union, FieldContract field) {
    List<Schema> types = union.getTypes();
    int nullBranch = types.get(0).getType() == Schema.Type.NULL ? 0 : 1;
    if (types.size() != 2 || types.get(nullBranch).getType() != Schema.Type.NULL) {
      throw new UnusableContractException(
          place + ": of unions only null and one type is carried; make it two fields");
    }
    return new NullablePlan(value(place, types.get(1 - nullBranch), field), nullBranch);
  }

  private static ValuePlan plain(String place, Schema schema, boolean personal) {
    return switch (schema.getType()) {
      case INT -> new IntegerPlan(Integer.SIZE, personal);
      case LONG -> new IntegerPlan(Long.SIZE, personal);
      case FLOAT -> new FloatingPlan(Float.SIZE, personal);
      case DOUBLE -> new FloatingPlan(Double.SIZE, personal);
      case BOOLEAN -> new BooleanPlan(personal);
      case BYTES -> new BytesPlan(personal);
      case ENUM -> new EnumPlan(schema.getEnumSymbols(), personal);
      default ->
          throw new UnusableContractException(
              "%s: the type %s is not carried".formatted(place, schema.getType()));
    };
  }

  private static ValuePlan logical(String place, Schema schema, FieldContract field) {
    refuseStringAttributes(place, field);
    boolean personal = isMasked(field);
    LogicalType type = schema.getLogicalType();
    if (type.getName().equals("timestamp-millis")) {
      return timestamp(1_000, field);
    }
    if (type.getName().equals("timestamp-micros")) {
      return timestamp(1_000_000, field);
    }
    refuseEpoch(place, field);
    if (type instanceof LogicalTypes.Decimal decimal && schema.getType() == Schema.Type.BYTES) {
      return new DecimalPlan(decimal.getPrecision(), decimal.getScale(), personal);
    }
    return switch (type.getName()) {
      case "uuid" -> new UuidPlan(personal);
      case "date" -> new DatePlan(personal);
      case "time-millis" -> new TimePlan(NANOS_PER_MILLI, personal);
      case "time-micros" -> new TimePlan(NANOS_PER_MICRO, personal);
      default ->
          throw new UnusableContractException(
              "%s: the logical type %s is not carried".formatted(place, type.getName()));
    };
  }

  private static ValuePlan timestamp(int unitsPerSecond, FieldContract field) {
    boolean personal = isMasked(field);
    return field
        .epoch()
        .<ValuePlan>map(unit -> new EpochPlan(unit, unitsPerSecond, personal))
        .orElseGet(() -> new TimestampPlan(unitsPerSecond, personal));
  }

  /** Returns whether violations mask the value: it is direct personal data. */
  private static boolean isMasked(FieldContract field) {
    return field.personal() == PersonalData.DIRECT;
  }

  private static void refuseEpoch(String place, FieldContract field) {
    if (field.epoch().isPresent()) {
      throw new UnusableContractException(
          place + ": epoch is for timestamps; take it out, or make it timestamp-micros");
    }
  }

  private static void refuseStringAttributes(String place, FieldContract field) {
    if (field.needsString()) {
      throw new UnusableContractException(
          place
              + ": transform, maxLength, allowedValues, format and pattern are for strings; take them out");
    }
  }
}
