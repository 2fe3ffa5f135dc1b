package io.loyalty.ingestion.record;

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
   * A compiler for one event type.
   *
   * @param hasHashKey whether the service has a key to hash with
   * @param keyPlaces the places of the fields that key the type: none of them may be blank
   */
  PlanCompiler(boolean hasHashKey, Set<String> keyPlaces) {
    this.hasHashKey = hasHashKey;
    this.keyPlaces = Set.copyOf(keyPlaces);
  }

  /** The plan of some fields of a record, in their order. */
  RecordPlan compile(String place, List<Schema.Field> fields, boolean personal) {
    List<FieldPlan> plans = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Schema.Field field : fields) {
      FieldPlan plan = field(place + "." + field.name(), field, personal);
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

  private FieldPlan field(String place, Schema.Field field, boolean withinPersonal) {
    FieldAttributes attributes = FieldAttributes.of(place, field, withinPersonal);
    if (attributes.hashed() && !hasHashKey) {
      throw new UnusableContractException(
          place
              + ": its transform hash needs a key; set ingestion.record.hash-key and hash-key-id");
    }
    Schema schema = field.schema();
    byte[] absent = absent(field);
    ValuePlan value =
        value(
            place,
            schema,
            keyPlaces.contains(place) ? attributes.nonBlank(absent == null) : attributes);
    return new FieldPlan(field.name(), attributes.jsonNames(), value, schema.isNullable(), absent);
  }

  /** The default, else null where that is a value; null if the field is required. */
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

  private ValuePlan value(String place, Schema schema, FieldAttributes attributes) {
    boolean personal = attributes.personal();
    return switch (schema.getType()) {
      case UNION -> nullable(place, schema, attributes);
      case ARRAY -> new ArrayPlan(value(place, schema.getElementType(), attributes), personal);
      case MAP -> new MapPlan(value(place, schema.getValueType(), attributes), personal);
      case STRING -> {
        if (schema.getLogicalType() != null) {
          yield logical(place, schema, attributes);
        }
        refuseEpoch(place, attributes);
        yield new StringPlan(attributes);
      }
      case RECORD -> {
        refuseStringAttributes(place, attributes);
        refuseEpoch(place, attributes);
        yield compile(place, schema.getFields(), personal);
      }
      default -> {
        if (schema.getLogicalType() != null) {
          yield logical(place, schema, attributes);
        }
        refuseStringAttributes(place, attributes);
        refuseEpoch(place, attributes);
        yield plain(place, schema, personal);
      }
    };
  }

  private ValuePlan nullable(String place, Schema union, FieldAttributes attributes) {
    List<Schema> types = union.getTypes();
    int nullBranch = types.get(0).getType() == Schema.Type.NULL ? 0 : 1;
    if (types.size() != 2 || types.get(nullBranch).getType() != Schema.Type.NULL) {
      throw new UnusableContractException(
          place + ": of unions only null and one type is carried; make it two fields");
    }
    return new NullablePlan(value(place, types.get(1 - nullBranch), attributes), nullBranch);
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

  private static ValuePlan logical(String place, Schema schema, FieldAttributes attributes) {
    refuseStringAttributes(place, attributes);
    boolean personal = attributes.personal();
    LogicalType type = schema.getLogicalType();
    if (type.getName().equals("timestamp-millis")) {
      return timestamp(1_000, attributes);
    }
    if (type.getName().equals("timestamp-micros")) {
      return timestamp(1_000_000, attributes);
    }
    refuseEpoch(place, attributes);
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

  private static ValuePlan timestamp(int unitsPerSecond, FieldAttributes attributes) {
    return attributes.epoch() == null
        ? new TimestampPlan(unitsPerSecond, attributes.personal())
        : new EpochPlan(attributes.epoch(), unitsPerSecond, attributes.personal());
  }

  private static void refuseEpoch(String place, FieldAttributes attributes) {
    if (attributes.epoch() != null) {
      throw new UnusableContractException(
          place + ": epoch is for timestamps; take it out, or make it timestamp-micros");
    }
  }

  private static void refuseStringAttributes(String place, FieldAttributes attributes) {
    if (attributes.needsString()) {
      throw new UnusableContractException(
          place
              + ": transform, maxLength, allowedValues, format and pattern are for strings; take them out");
    }
  }
}
