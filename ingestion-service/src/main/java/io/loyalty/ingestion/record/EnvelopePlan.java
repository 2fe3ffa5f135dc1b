package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.Envelope.Attributes;
import io.loyalty.ingestion.envelope.EnvelopePaths;
import io.loyalty.ingestion.json.JsonText;
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
    writeTime(run, attributes.timeText(), paths.time());
    run.out().putLong(AcceptedWindow.micros(receivedAt));
    start = run.out().length();
    write(run, source, attributes.sourceText(), paths.source());
    run.segments().set(base, SOURCE, start, run.out().length());
  }

  private void writeId(Run run, Attributes attributes, String path) {
    JsonText id = attributes.idText();
    if (deriveId && id != null && id.length() > 0 && attributes.sourceText() != null) {
      run.atAttribute(path, id);
      if (id.fault() != null) {
        ID_PLAN.refuse(run, Rule.of(id.fault()));
      } else if (!UuidText.write(run.out(), id.bytes(), id.offset(), id.length())) {
        String derived = UuidText.derived(attributes.source(), attributes.id()).toString();
        JsonText text = JsonText.of(derived);
        ID_PLAN.write(run, text.bytes(), text.offset(), text.length());
      }
      return;
    }
    write(run, ID_PLAN, id, path);
  }

  private static void writeTime(Run run, JsonText time, String path) {
    int before = run.out().length();
    write(run, TIME_PLAN, time, path);
    if (run.out().length() > before) {
      if (!run.window().accepts(run.times().epochMicros())) {
        run.refuse(Rule.WINDOW, run.window().text(), false);
      }
      run.out().putLong(run.times().offsetMinutes());
    }
  }

  private static void write(Run run, TextPlan plan, JsonText text, String path) {
    run.atAttribute(path, text);
    if (text == null || text.length() == 0) {
      run.refuse(Rule.REQUIRED, plan.expected(), false);
    } else {
      plan.write(run, text.bytes(), text.offset(), text.length());
    }
  }
}
