package io.loyalty.consumption.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Creates valid schemas with every supported type. */
final class RandomContract {
  private final Random random;
  private int names;

  RandomContract(Random random) {
    this.random = random;
  }

  Schema next() {
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(field("eventId", LogicalTypes.uuid().addToSchema(of(Schema.Type.STRING))));
    fields.add(field("occurredAt", timestampMicros()));
    fields.add(field("occurredAtOffset", of(Schema.Type.INT)));
    fields.add(field("receivedAt", timestampMicros()));
    fields.add(field("source", of(Schema.Type.STRING)));
    fields.add(field("memberId", of(Schema.Type.STRING)));
    int own = 3 + random.nextInt(12);
    for (int each = 0; each < own; each++) {
      fields.add(field("own" + each, maybeNull(column(2))));
    }
    int children = random.nextInt(3);
    for (int each = 0; each < children; each++) {
      Schema items = Schema.createArray(maybeNull(record(1)));
      // Columns may follow a child table.
      fields.add(6 + random.nextInt(fields.size() - 5), field("lists" + each, maybeNull(items)));
    }
    fields.add(field("unmapped", nullable(of(Schema.Type.STRING), true)));
    Schema contract = Schema.createRecord(name("Random"), "A test.", "io.loyalty.events", false);
    contract.setFields(fields);
    contract.addProp("eventType", "random-event");
    contract.addProp("key", List.of("memberId"));
    return contract;
  }

  private Schema column(int depth) {
    int kind = random.nextInt(depth > 0 ? 20 : 17);
    return switch (kind) {
      case 17 -> record(depth - 1);
      case 18 -> Schema.createMap(maybeNull(json(2)));
      case 19 -> Schema.createArray(maybeNull(flatJson(2)));
      default -> scalar(kind);
    };
  }

  /** Returns any type that may be inside a jsonb column. */
  private Schema json(int depth) {
    return random.nextInt(4) == 0 && depth > 0 ? record(depth - 1) : flatJson(depth);
  }

  private Schema flatJson(int depth) {
    if (depth > 0 && random.nextInt(4) == 0) {
      return random.nextBoolean()
          ? Schema.createMap(maybeNull(json(depth - 1)))
          : Schema.createArray(maybeNull(flatJson(depth - 1)));
    }
    return scalar(random.nextInt(17));
  }

  private Schema scalar(int kind) {
    return switch (kind) {
      case 0, 1 -> of(Schema.Type.STRING);
      case 2 -> Schema.createEnum(name("Enum"), "A test.", "test", List.of("ONE", "TWO", "THREE"));
      case 3 -> of(Schema.Type.INT);
      case 4 -> of(Schema.Type.LONG);
      case 5 -> of(Schema.Type.FLOAT);
      case 6 -> of(Schema.Type.DOUBLE);
      case 7 -> of(Schema.Type.BOOLEAN);
      case 8 -> of(Schema.Type.BYTES);
      case 9 -> LogicalTypes.uuid().addToSchema(of(Schema.Type.STRING));
      case 10 -> LogicalTypes.date().addToSchema(of(Schema.Type.INT));
      case 11 -> LogicalTypes.timeMillis().addToSchema(of(Schema.Type.INT));
      case 12 -> LogicalTypes.timeMicros().addToSchema(of(Schema.Type.LONG));
      case 13 -> LogicalTypes.timestampMillis().addToSchema(of(Schema.Type.LONG));
      case 14 -> timestampMicros();
      default -> decimal();
    };
  }

  private Schema decimal() {
    int precision = 1 + random.nextInt(random.nextBoolean() ? 18 : 60);
    int scale = random.nextInt(precision + 1);
    return LogicalTypes.decimal(precision, scale).addToSchema(of(Schema.Type.BYTES));
  }

  private Schema record(int depth) {
    List<Schema.Field> fields =
        IntStream.rangeClosed(0, random.nextInt(5))
            .mapToObj(each -> field("inner" + each, maybeNull(column(depth))))
            .toList();
    Schema record = Schema.createRecord(name("Inner"), "A test.", "io.loyalty.events", false);
    record.setFields(fields);
    return record;
  }

  private Schema maybeNull(Schema schema) {
    return random.nextBoolean() ? schema : nullable(schema, random.nextBoolean());
  }

  private static Schema nullable(Schema schema, boolean nullFirst) {
    Schema nothing = of(Schema.Type.NULL);
    return nullFirst ? Schema.createUnion(nothing, schema) : Schema.createUnion(schema, nothing);
  }

  private static Schema timestampMicros() {
    return LogicalTypes.timestampMicros().addToSchema(of(Schema.Type.LONG));
  }

  private static Schema of(Schema.Type type) {
    return Schema.create(type);
  }

  private static Schema.Field field(String name, Schema schema) {
    return new Schema.Field(name, schema, "A test.");
  }

  private String name(String kind) {
    return kind + names++;
  }
}
