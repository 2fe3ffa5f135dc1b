package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.Envelope.Attributes;
import io.loyalty.ingestion.envelope.EnvelopePaths;
import java.time.Instant;

/** Writes the fields that every record begins with, from the attributes of the envelope. */
final class EnvelopePlan {
  /** Fields of the envelope: id, time, offset, time of receipt, source. */
  static final int FIELDS = 5;

  static final int ID = 0;
  static final int SOURCE = 4;

  private static final UuidPlan ID_PLAN = new UuidPlan(false);
  private static final TimestampPlan TIME_PLAN = new TimestampPlan(1_000_000, false);

  private final StringPlan source;
  private final boolean deriveId;

  EnvelopePlan(StringPlan source, boolean deriveId) {
    this.source = source;
    this.deriveId = deriveId;
  }

  /** Writes them to the segments of {@code base}, or reports what is wrong with each. */
  void encode(Run run, int base, Attributes attributes, EnvelopePaths paths, Instant receivedAt) {
    int start = run.out().length();
    writeId(run, attributes, paths.id());
    run.segments().set(base, ID, start, run.out().length());
    writeTime(run, attributes.time(), paths.time());
    run.out().putLong(AcceptedWindow.micros(receivedAt));
    start = run.out().length();
    write(run, source, attributes.source(), paths.source());
    run.segments().set(base, SOURCE, start, run.out().length());
  }

  private void writeId(Run run, Attributes attributes, String path) {
    String id = attributes.id();
    if (deriveId && id != null && !id.isEmpty() && attributes.source() != null) {
      char[] text = run.characters(id);
      run.atAttribute(path, id);
      Rule fault = TextWriter.fault(text, 0, id.length());
      if (fault != null) {
        ID_PLAN.refuse(run, fault);
      } else if (!UuidText.write(run.out(), text, 0, id.length())) {
        String derived = UuidText.derived(attributes.source(), id).toString();
        ID_PLAN.write(run, derived.toCharArray(), 0, derived.length());
      }
      return;
    }
    write(run, ID_PLAN, id, path);
  }

  private static void writeTime(Run run, String time, String path) {
    int before = run.out().length();
    write(run, TIME_PLAN, time, path);
    if (run.out().length() > before) {
      if (!run.window().accepts(run.times().epochMicros())) {
        run.refuse(Rule.WINDOW, run.window().text(), false);
      }
      run.out().putLong(run.times().offsetMinutes());
    }
  }

  private static void write(Run run, TextPlan plan, String text, String path) {
    run.atAttribute(path, text);
    if (text == null || text.isEmpty()) {
      run.refuse(Rule.REQUIRED, plan.expected(), false);
    } else {
      plan.write(run, run.characters(text), 0, text.length());
    }
  }
}
