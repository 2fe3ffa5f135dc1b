package io.loyalty.ingestion.record;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.json.MalformedJsonException;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.wire.WireFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The compiled contract of one event type. Immutable, thread-safe. */
final class EventPlan {
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

  EventPlan(EventType type, int schemaId, RecordProperties properties) {
    String name = type.name();
    List<String> keyFields = type.topic().keyFields();
    List<FieldContract> fields = type.fields();
    checkFixedFields(name, fields);
    this.schemaId = schemaId;
    this.key = KeyPlan.of(name, type.avro(), keyFields);
    this.envelope =
        new EnvelopePlan(source(name, fields.get(EnvelopePlan.SOURCE)), properties.deriveId());
    this.body =
        new PlanCompiler(
                properties.hashKey() != null,
                keyFields.stream().map(field -> name + "." + field).collect(Collectors.toSet()))
            .compile(name, fields.subList(EnvelopePlan.FIELDS, fields.size() - 1), false);
  }

  EnvelopePlan envelope() {
    return envelope;
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
   * Reads the payload behind the envelope's fields, which stand at the beginning of the scratch.
   *
   * @return the record, or null if the event has violations
   */
  Validated.Valid encode(String type, Run run, int envelopeBase, JsonSlice payload, String path) {
    int start = run.out().length();
    int base = run.segments().open(body.size());
    boolean inOrder = readPayload(run, base, payload, path);
    if (!run.findings().isEmpty()) {
      return null;
    }
    byte[] keyBytes = key.read(run, envelopeBase, body, base);
    if (keyBytes == null) {
      run.atAttribute(path + "/" + key.firstField(), null);
      run.refuse(Rule.KEY, "one of " + key.fields(), false);
      return null;
    }
    return new Validated.Valid(
        type, keyBytes, assemble(run, base, start, inOrder), run.unknown().toList());
  }

  private boolean readPayload(Run run, int base, JsonSlice payload, String path) {
    JsonReader reader = run.reader();
    reader.open(payload.bytes(), payload.offset(), payload.length());
    run.atPayload(path);
    try {
      if (reader.next() == JsonToken.END) {
        run.findings().add(path, Rule.REQUIRED, body.expected(), "nothing");
        return false;
      }
      if (reader.token() != JsonToken.START_OBJECT) {
        body.refuseType(run);
        reader.next();
        return false;
      }
      boolean inOrder = body.readFields(run, base);
      reader.next();
      return inOrder;
    } catch (MalformedJsonException e) {
      run.findings().add(path, Rule.NOT_JSON, "JSON", e.getMessage());
      return false;
    }
  }

  private byte[] assemble(Run run, int base, int start, boolean inOrder) {
    Scratch out = run.out();
    Scratch unmapped = run.unmapped().isEmpty() ? null : run.unmapped().close();
    int fromScratch = inOrder ? out.length() : start;
    int end = out.length();
    writeUnmappedHead(out, unmapped);
    int headLength = out.length() - end;
    int bodyLength = inOrder ? 0 : body.length(run, base);
    int length = WireFormat.HEADER_BYTES + fromScratch + bodyLength + headLength;
    byte[] value = new byte[length + (unmapped == null ? 0 : unmapped.length())];
    WireFormat.writeHeader(value, 0, schemaId);
    System.arraycopy(out.bytes(), 0, value, WireFormat.HEADER_BYTES, fromScratch);
    if (!inOrder) {
      body.copy(run, base, value, WireFormat.HEADER_BYTES + fromScratch);
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
