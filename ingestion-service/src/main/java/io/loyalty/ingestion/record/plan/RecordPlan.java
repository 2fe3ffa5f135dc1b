package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonNames;
import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a record. Its fields come in any order: each is a segment of the scratch space. As long as
 * they come in the contract's order, absent fields are filled in at once and no bytes move.
 */
final class RecordPlan extends ValuePlan {
  private final FieldPlan[] fields;
  private final JsonNames names;
  private final int[] fieldOfName;
  private final int required;

  RecordPlan(List<FieldPlan> fields, boolean personal) {
    super("an object", personal);
    this.fields = fields.toArray(FieldPlan[]::new);
    this.required = (int) fields.stream().filter(FieldPlan::isRequired).count();
    List<String> all = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < this.fields.length; i++) {
      for (String name : this.fields[i].jsonNames()) {
        all.add(name);
        owners.add(i);
      }
    }
    this.names = new JsonNames(all);
    this.fieldOfName = owners.stream().mapToInt(Integer::intValue).toArray();
  }

  int size() {
    return fields.length;
  }

  /** Is the segment of an absent field. */
  byte[] absent(int field) {
    return fields[field].absent();
  }

  @Override
  void encode(PlanContext context) {
    if (context.reader().token() != JsonToken.START_OBJECT) {
      refuseType(context);
      return;
    }
    Scratch out = context.out();
    int base = context.segments().open(fields.length);
    int start = out.length();
    if (!readFields(context, base)) {
      int assembled = out.length();
      for (int i = 0; i < fields.length; i++) {
        if (context.segments().isSet(base, i)) {
          out.putOwn(context.segments().start(base, i), context.segments().end(base, i));
        } else if (!fields[i].isRequired()) {
          out.put(fields[i].absent());
        }
      }
      out.moveDown(assembled, start);
    }
    context.segments().close(base);
  }

  /**
   * Reads the members of an object to segments.
   *
   * @return whether the scratch space holds all fields, including absent ones, in order and without
   *     gaps
   */
  boolean readFields(PlanContext context, int base) {
    JsonReader reader = context.reader();
    Set<String> unknown = null;
    int next = 0;
    int found = 0;
    boolean inOrder = true;
    int known = JsonNames.UNKNOWN;
    int match;
    while ((match = reader.nextName(names, known)) != JsonReader.NO_MORE) {
      if (match == JsonNames.UNKNOWN) {
        unknown = unknown == null ? new HashSet<>() : unknown;
        readUnknown(context, unknown);
        continue;
      }
      known = match;
      int field = fieldOfName[match];
      if (context.segments().isSet(base, field)) {
        context.refuseName(Rule.DUPLICATE_KEY);
        reader.next();
        reader.skip();
        continue;
      }
      inOrder = inOrder && field >= next;
      if (inOrder) {
        fillIn(context, next, field);
        next = field + 1;
      }
      found += fields[field].isRequired() ? 1 : 0;
      readField(context, base, field);
    }
    if (inOrder) {
      fillIn(context, next, fields.length);
    }
    if (found < required) {
      refuseMissing(context, base);
    }
    return inOrder;
  }

  /** Returns the size of all fields, including absent ones. */
  int length(PlanContext context, int base) {
    int length = 0;
    for (int i = 0; i < fields.length; i++) {
      length +=
          context.segments().isSet(base, i)
              ? context.segments().end(base, i) - context.segments().start(base, i)
              : fields[i].absent().length;
    }
    return length;
  }

  /** Copies the fields in order to {@code target}. */
  void copy(PlanContext context, int base, byte[] target, int offset) {
    int at = offset;
    for (int i = 0; i < fields.length; i++) {
      boolean isSet = context.segments().isSet(base, i);
      byte[] source = isSet ? context.out().bytes() : fields[i].absent();
      int start = isSet ? context.segments().start(base, i) : 0;
      int end = isSet ? context.segments().end(base, i) : source.length;
      System.arraycopy(source, start, target, at, end - start);
      at += end - start;
    }
  }

  private void readField(PlanContext context, int base, int number) {
    FieldPlan field = fields[number];
    int start = context.out().length();
    boolean isNull = context.reader().next() == JsonToken.NULL;
    if (!isNull || field.nullable()) {
      field.value().encode(context);
    } else if (field.isRequired()) {
      field.value().refuse(context, Rule.REQUIRED);
    } else {
      context.out().put(field.absent());
    }
    context.segments().set(base, number, start, context.out().length());
  }

  private static void readUnknown(PlanContext context, Set<String> seen) {
    JsonReader reader = context.reader();
    if (seen.add(reader.string())) {
      context.unmapped().take(context);
    } else {
      context.refuseName(Rule.DUPLICATE_KEY);
      reader.next();
      reader.skip();
    }
  }

  private void fillIn(PlanContext context, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!fields[i].isRequired()) {
        context.out().put(fields[i].absent());
      }
    }
  }

  private void refuseMissing(PlanContext context, int base) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].isRequired() && !context.segments().isSet(base, i)) {
        context.refuseMissing(fields[i].name(), fields[i].value().expected());
      }
    }
  }
}
