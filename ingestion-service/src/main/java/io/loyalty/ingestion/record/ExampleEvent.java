package io.loyalty.ingestion.record;

import io.loyalty.schemas.catalogue.EventType;
import io.loyalty.schemas.text.TextFormat;
import io.loyalty.schemas.text.TextPattern;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Makes an event of a type out of its contract: a CloudEvent that has every field and is valid, as
 * values that Jackson writes. Immutable, thread-safe.
 */
public final class ExampleEvent {
  private static final String ID = "Id";

  private final String type;
  private final List<Schema.Field> payload;

  /** For events of that type. */
  public ExampleEvent(EventType type) {
    this.type = type.name();
    List<Schema.Field> fields = new Schema.Parser().parse(type.schemas().current()).getFields();
    this.payload = fields.subList(EnvelopePlan.FIELDS, fields.size() - 1);
  }

  /** An event that occurs now, with an id of its own, so that it can be sent as it is. */
  public Map<String, Object> at(Instant now) {
    Instant time = now.truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", UUID.randomUUID().toString());
    event.put("type", type);
    event.put("source", "/example");
    event.put("time", time.toString());
    event.put("data", record(payload, time));
    return event;
  }

  private static Map<String, Object> record(List<Schema.Field> fields, Instant time) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Schema.Field field : fields) {
      values.put(field.name(), value(field, ContractField.withoutNull(field.schema()), time));
    }
    return values;
  }

  private static Object value(Schema.Field field, Schema schema, Instant time) {
    if (schema.getLogicalType() != null) {
      return logical(schema, time);
    }
    return switch (schema.getType()) {
      case STRING -> text(field);
      case ENUM -> schema.getEnumSymbols().get(0);
      case INT, LONG -> 1;
      case FLOAT, DOUBLE -> 1.5;
      case BOOLEAN -> true;
      case BYTES ->
          Base64.getEncoder().encodeToString(field.name().getBytes(StandardCharsets.UTF_8));
      case RECORD -> record(schema.getFields(), time);
      case ARRAY -> List.of(value(field, ContractField.withoutNull(schema.getElementType()), time));
      case MAP ->
          Map.of("key", value(field, ContractField.withoutNull(schema.getValueType()), time));
      case UNION, FIXED, NULL ->
          throw new UnusableContractException(
              "%s: the type %s is not carried".formatted(field.name(), schema.getType()));
    };
  }

  private static Object logical(Schema schema, Instant time) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      boolean hasOnes = decimal.getPrecision() > decimal.getScale();
      return (hasOnes ? BigDecimal.ONE : BigDecimal.ZERO)
          .setScale(decimal.getScale())
          .toPlainString();
    }
    return switch (schema.getLogicalType().getName()) {
      case "uuid" -> UUID.randomUUID().toString();
      case "date" -> time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
      case "time-millis", "time-micros" -> "12:30:00";
      default -> time.toString();
    };
  }

  private static String text(Schema.Field field) {
    if (field.getObjectProp("allowedValues") instanceof Collection<?> values) {
      return values.iterator().next().toString();
    }
    if (field.getProp("pattern") != null) {
      return TextPattern.of(field.getProp("pattern")).example();
    }
    Optional<TextFormat> format =
        Optional.ofNullable(field.getProp("format"))
            .flatMap(TextFormat::of)
            .filter(each -> each != TextFormat.NON_BLANK);
    if (format.isPresent()) {
      return format.get().example();
    }
    String name = field.name();
    String text =
        name.endsWith(ID) && name.length() > ID.length()
            ? name.substring(0, name.length() - ID.length()) + "-1"
            : name;
    return field.getObjectProp("maxLength") instanceof Integer most && most < text.length()
        ? text.substring(0, most)
        : text;
  }
}
