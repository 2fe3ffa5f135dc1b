package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.json.MalformedJsonException;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.wire.WireFormat;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Is the compiled contract of one event type. Immutable, thread-safe. */
public final class EventPlan {
  private static final List<String> ENVELOPE_TYPES =
      List.of(
          "{\"type\":\"string\",\"logicalType\":\"uuid\"}",
          "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}",
          "\"int\"",
          "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}",
          "\"string\"");
  private static final String UNMAPPED_TYPE = "[\"null\",\"string\"]";
  private static final int UNMAPPED_BRANCH = 1;

  private final int schemaId;
  private final EnvelopePlan envelope;
  private final RecordPlan body;
  private final KeyPlan key;

  /**
   * Compiles a contract.
   *
   * @param schemaId the registry's id of the type's schema
   * @param deriveId whether an id that is not a UUID becomes one
   * @param mayHash whether there is a key for the transform {@code hash}
   * @throws UnusableContractException if the contract asks for what this service can't do
   */
  public EventPlan(EventType type, int schemaId, boolean deriveId, boolean mayHash) {
    String name = type.name();
    List<String> keyFields = type.topic().keyFields();
    List<FieldContract> fields = type.fields();
    checkFixedFields(name, fields);
    this.schemaId = schemaId;
    this.key = KeyPlan.of(name, type.avro(), keyFields);
    this.envelope = new EnvelopePlan(source(name, fields.get(EnvelopePlan.SOURCE)), deriveId);
    this.body =
        new PlanCompiler(
                mayHash,
                keyFields.stream().map(field -> name + "." + field).collect(Collectors.toSet()))
            .compile(name, fields.subList(EnvelopePlan.FIELDS, fields.size() - 1), false);
  }

  private static StringPlan source(String type, FieldContract field) {
    if (field.hashed()) {
      throw new UnusableContractException(
          type + ".source: it stands in the record's headers as it came, so take the hash out");
    }
    return StringPlan.nonBlank(field);
  }

  private static void checkFixedFields(String type, List<FieldContract> fields) {
    for (int i = 0; i < fields.size(); i++) {
      boolean isLast = i == fields.size() - 1;
      if (i < EnvelopePlan.FIELDS || isLast) {
        String asked = isLast ? UNMAPPED_TYPE : ENVELOPE_TYPES.get(i);
        FieldContract field = fields.get(i);
        if (field.epoch().isPresent()) {
          throw new UnusableContractException(
              "%s.%s: epoch is for timestamps of the payload; take it out"
                  .formatted(type, field.name()));
        }
        if (!field.avro().schema().equals(new Schema.Parser().parse(asked))) {
          throw new UnusableContractException(
              "%s.%s: its type is fixed, make it %s".formatted(type, field.name(), asked));
        }
      }
    }
  }

  /**
   * Writes the record of an event, in one pass over its payload.
   *
   * @param receivedAt the time at which the event was received
   * @return the record's value in Confluent's wire format, or null if the event has violations; its
   *     key, or the violations, are then in the context
   */
  public byte[] encode(PlanContext context, Envelope envelope, Instant receivedAt) {
    int base = context.segments().open(EnvelopePlan.FIELDS);
    this.envelope.encode(context, base, envelope.attributes(), envelope.paths(), receivedAt);
    String path = envelope.paths().payload();
    if (envelope.payload() == null) {
      context.findings().add(path, Rule.REQUIRED, "an object", "nothing");
      return null;
    }
    return encode(context, base, envelope.payload(), path);
  }

  /** Reads the payload; the envelope's fields are at the beginning of the scratch space. */
  private byte[] encode(PlanContext context, int envelopeBase, JsonSlice payload, String path) {
    int start = context.out().length();
    int base = context.segments().open(body.size());
    boolean inOrder = readPayload(context, base, payload, path);
    if (!context.findings().isEmpty()) {
      return null;
    }
    byte[] keyBytes = key.read(context, envelopeBase, body, base);
    if (keyBytes == null) {
      context.atAttribute(path + "/" + key.firstField(), null);
      context.refuse(Rule.KEY, "one of " + key.fields(), false);
      return null;
    }
    context.keyIs(keyBytes);
    return assemble(context, base, start, inOrder);
  }

  private boolean readPayload(PlanContext context, int base, JsonSlice payload, String path) {
    JsonReader reader = context.reader();
    reader.open(payload.bytes(), payload.offset(), payload.length());
    context.atPayload(path);
    try {
      if (reader.next() == JsonToken.END) {
        context.findings().add(path, Rule.REQUIRED, body.expected(), "nothing");
        return false;
      }
      if (reader.token() != JsonToken.START_OBJECT) {
        body.refuseType(context);
        reader.next();
        return false;
      }
      boolean inOrder = body.readFields(context, base);
      reader.next();
      return inOrder;
    } catch (MalformedJsonException e) {
      context.findings().add(path, Rule.NOT_JSON, "JSON", e.getMessage());
      return false;
    }
  }

  private byte[] assemble(PlanContext context, int base, int start, boolean inOrder) {
    Scratch out = context.out();
    Scratch unmapped = context.unmapped().isEmpty() ? null : context.unmapped().close();
    int fromScratch = inOrder ? out.length() : start;
    int end = out.length();
    writeUnmappedHead(out, unmapped);
    int headLength = out.length() - end;
    int bodyLength = inOrder ? 0 : body.length(context, base);
    int length = WireFormat.HEADER_BYTES + fromScratch + bodyLength + headLength;
    byte[] value = new byte[length + (unmapped == null ? 0 : unmapped.length())];
    WireFormat.writeHeader(value, 0, schemaId);
    System.arraycopy(out.bytes(), 0, value, WireFormat.HEADER_BYTES, fromScratch);
    if (!inOrder) {
      body.copy(context, base, value, WireFormat.HEADER_BYTES + fromScratch);
    }
    System.arraycopy(out.bytes(), end, value, length - headLength, headLength);
    if (unmapped != null) {
      System.arraycopy(unmapped.bytes(), 0, value, length, unmapped.length());
    }
    return value;
  }

  private static void writeUnmappedHead(Scratch out, Scratch unmapped) {
    if (unmapped == null) {
      out.putByte(0);
    } else {
      out.putLong(UNMAPPED_BRANCH);
      out.putLong(unmapped.length());
    }
  }
}
