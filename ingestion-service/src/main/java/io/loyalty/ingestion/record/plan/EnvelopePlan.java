package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Envelope.Attributes;
import io.loyalty.ingestion.envelope.EnvelopePaths;
import io.loyalty.ingestion.json.JsonText;
import java.time.Instant;

/** Writes the fields that every record begins with, from the attributes of the envelope. */
public final class EnvelopePlan {
  /** Is the number of envelope fields: id, time, offset, time of receipt, source. */
  public static final int FIELDS = 5;

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

  /** Creates the plan of events whose type is refused: their other attributes are still checked. */
  public static EnvelopePlan ofRefusedType(boolean deriveId) {
    return new EnvelopePlan(StringPlan.nonBlank(), deriveId);
  }

  /**
   * Reports that the event's type is refused, and the violations of its other attributes.
   *
   * @param rule the rule that the type breaks, if there is one
   */
  public void refuse(PlanContext context, Envelope envelope, Instant receivedAt, Rule rule) {
    Attributes attributes = envelope.attributes();
    String type = attributes.type();
    context.atAttribute(envelope.paths().type(), type == null ? null : JsonText.of(type));
    context.refuse(type == null ? Rule.REQUIRED : rule, "an event type of the platform", false);
    int base = context.segments().open(FIELDS);
    encode(context, base, attributes, envelope.paths(), receivedAt);
  }

  /** Writes the fields to the segments of {@code base}, or reports their violations. */
  void encode(
      PlanContext context,
      int base,
      Attributes attributes,
      EnvelopePaths paths,
      Instant receivedAt) {
    int start = context.out().length();
    writeId(context, attributes, paths.id());
    context.segments().set(base, ID, start, context.out().length());
    writeTime(context, attributes.timeText(), paths.time());
    context.out().putLong(AcceptedWindow.micros(receivedAt));
    start = context.out().length();
    write(context, source, attributes.sourceText(), paths.source());
    context.segments().set(base, SOURCE, start, context.out().length());
  }

  private void writeId(PlanContext context, Attributes attributes, String path) {
    JsonText id = attributes.idText();
    if (deriveId && id != null && id.length() > 0 && attributes.sourceText() != null) {
      context.atAttribute(path, id);
      if (id.fault() != null) {
        ID_PLAN.refuse(context, Rule.of(id.fault()));
      } else if (!UuidText.write(context.out(), id.bytes(), id.offset(), id.length())) {
        String derived = UuidText.derived(attributes.source(), attributes.id()).toString();
        JsonText text = JsonText.of(derived);
        ID_PLAN.write(context, text.bytes(), text.offset(), text.length());
      }
      return;
    }
    write(context, ID_PLAN, id, path);
  }

  private static void writeTime(PlanContext context, JsonText time, String path) {
    int before = context.out().length();
    write(context, TIME_PLAN, time, path);
    if (context.out().length() > before) {
      if (!context.window().accepts(context.times().epochMicros())) {
        context.refuse(Rule.WINDOW, context.window().text(), false);
      }
      context.out().putLong(context.times().offsetMinutes());
    }
  }

  private static void write(PlanContext context, TextPlan plan, JsonText text, String path) {
    context.atAttribute(path, text);
    if (text == null || text.length() == 0) {
      context.refuse(Rule.REQUIRED, plan.expected(), false);
    } else {
      plan.write(context, text.bytes(), text.offset(), text.length());
    }
  }
}
