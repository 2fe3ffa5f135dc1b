package io.loyalty.ingestion.record.plan;

/** Writes a time of day as milli- or microseconds since midnight, truncated. */
final class TimePlan extends TextPlan {
  private final long nanosPerUnit;

  TimePlan(long nanosPerUnit, boolean personal) {
    super("a time such as 23:59:59.999", personal);
    this.nanosPerUnit = nanosPerUnit;
  }

  @Override
  void write(PlanContext context, byte[] text, int offset, int length) {
    if (context.times().readTime(text, offset, length)) {
      context.out().putLong(context.times().nanoOfDay() / nanosPerUnit);
    } else {
      refuse(context, Rule.TIME);
    }
  }
}
