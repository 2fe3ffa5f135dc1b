package io.loyalty.ingestion.record;

import io.loyalty.ingestion.record.plan.EnvelopePlan;
import io.loyalty.ingestion.record.plan.UnusableContractException;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Makes an event of a type from its contract: a valid CloudEvent that has every field, as values
 * that Jackson writes. Immutable, thread-safe.
 */
public final class ExampleEvent {
  private final String type;
  private final List<FieldContract> payload;

  /** Creates examples of this type. */
  public ExampleEvent(EventType type) {
    this.type = type.name();
    this.payload = type.fields().subList(EnvelopePlan.FIELDS, type.fields().size() - 1);
  }

  /** Returns an event that occurs now, with an id of its own, so that it can be sent as it is. */
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

  private static Map<String, Object> record(List<FieldContract> fields, Instant time) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FieldContract field : fields) {
      values.put(field.name(), value(field, field.type(), time));
    }
    return values;
  }

  private static Object value(FieldContract field, Schema schema, Instant time) {
    if (schema.getLogicalType() != null) {
      return logical(schema, time);
    }
    return switch (schema.getType()) {
      case STRING -> field.text().example(field.name());
      case ENUM -> schema.getEnumSymbols().get(0);
      case INT, LONG -> 1;
      case FLOAT, DOUBLE -> 1.5;
      case BOOLEAN -> true;
      case BYTES ->
          Base64.getEncoder().encodeToString(field.name().getBytes(StandardCharsets.UTF_8));
      case RECORD -> record(field.fields(), time);
      case ARRAY -> List.of(value(field, FieldContract.withoutNull(schema.getElementType()), time));
      case MAP ->
          Map.of("key", value(field, FieldContract.withoutNull(schema.getValueType()), time));
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
}
