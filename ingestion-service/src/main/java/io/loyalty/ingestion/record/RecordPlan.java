package io.loyalty.ingestion.record;

import io.loyalty.ingestion.json.JsonNames;
import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A record. Its fields come in any order: each is a segment of the scratch. As long as they come in
 * the contract's order, what is absent in between is filled in at once and nothing moves.
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

  /** What stands for a field that is absent. */
  byte[] absent(int field) {
    return fields[field].absent();
  }

  @Override
  void encode(Run run) {
    if (run.reader().token() != JsonToken.START_OBJECT) {
      refuseType(run);
      return;
    }
    Scratch out = run.out();
    int base = run.segments().open(fields.length);
    int start = out.length();
    if (!readFields(run, base)) {
      int assembled = out.length();
      for (int i = 0; i < fields.length; i++) {
        if (run.segments().isSet(base, i)) {
          out.putOwn(run.segments().start(base, i), run.segments().end(base, i));
        } else if (!fields[i].isRequired()) {
          out.put(fields[i].absent());
        }
      }
      out.moveDown(assembled, start);
    }
    run.segments().close(base);
  }

  /**
   * Reads the members of an object to segments.
   *
   * @return whether the scratch holds them, and what is absent, in order and without gaps
   */
  boolean readFields(Run run, int base) {
    JsonReader reader = run.reader();
    Set<String> unknown = null;
    int next = 0;
    int found = 0;
    boolean inOrder = true;
    int known = JsonNames.UNKNOWN;
    int match;
    while ((match = reader.nextName(names, known)) != JsonReader.NO_MORE) {
      if (match == JsonNames.UNKNOWN) {
        unknown = unknown == null ? new HashSet<>() : unknown;
        readUnknown(run, unknown);
        continue;
      }
      known = match;
      int field = fieldOfName[match];
      if (run.segments().isSet(base, field)) {
        run.refuseName(Rule.DUPLICATE_KEY);
        reader.next();
        reader.skip();
        continue;
      }
      inOrder = inOrder && field >= next;
      if (inOrder) {
        fillIn(run, next, field);
        next = field + 1;
      }
      found += fields[field].isRequired() ? 1 : 0;
      readField(run, base, field);
    }
    if (inOrder) {
      fillIn(run, next, fields.length);
    }
    if (found < required) {
      refuseMissing(run, base);
    }
    return inOrder;
  }

  /** The bytes that the fields, or what stands for the absent ones, take in all. */
  int length(Run run, int base) {
    int length = 0;
    for (int i = 0; i < fields.length; i++) {
      length +=
          run.segments().isSet(base, i)
              ? run.segments().end(base, i) - run.segments().start(base, i)
              : fields[i].absent().length;
    }
    return length;
  }

  /** Copies the fields in order to {@code target}. */
  void copy(Run run, int base, byte[] target, int offset) {
    int at = offset;
    for (int i = 0; i < fields.length; i++) {
      boolean isSet = run.segments().isSet(base, i);
      byte[] source = isSet ? run.out().bytes() : fields[i].absent();
      int start = isSet ? run.segments().start(base, i) : 0;
      int end = isSet ? run.segments().end(base, i) : source.length;
      System.arraycopy(source, start, target, at, end - start);
      at += end - start;
    }
  }

  private void readField(Run run, int base, int number) {
    FieldPlan field = fields[number];
    int start = run.out().length();
    boolean isNull = run.reader().next() == JsonToken.NULL;
    if (!isNull || field.nullable()) {
      field.value().encode(run);
    } else if (field.isRequired()) {
      field.value().refuse(run, Rule.REQUIRED);
    } else {
      run.out().put(field.absent());
    }
    run.segments().set(base, number, start, run.out().length());
  }

  private static void readUnknown(Run run, Set<String> seen) {
    JsonReader reader = run.reader();
    if (seen.add(reader.string())) {
      run.unmapped().take(run);
    } else {
      run.refuseName(Rule.DUPLICATE_KEY);
      reader.next();
      reader.skip();
    }
  }

  private void fillIn(Run run, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!fields[i].isRequired()) {
        run.out().put(fields[i].absent());
      }
    }
  }

  private void refuseMissing(Run run, int base) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].isRequired() && !run.segments().isSet(base, i)) {
        run.refuseMissing(fields[i].name(), fields[i].value().expected());
      }
    }
  }
}
