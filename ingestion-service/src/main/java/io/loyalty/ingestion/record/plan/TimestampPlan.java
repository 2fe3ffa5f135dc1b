package io.loyalty.ingestion.record.plan;

/** Writes an instant as milli- or microseconds since 1970-01-01T00:00Z, truncated. */
final class TimestampPlan extends TextPlan {
  private final int unitsPerSecond;

  TimestampPlan(int unitsPerSecond, boolean personal) {
    super("an RFC 3339 time with offset, such as 2026-01-31T23:59:59.999Z", personal);
    this.unitsPerSecond = unitsPerSecond;
  }

  @Override
  void write(PlanContext context, byte[] text, int offset, int length) {
    TimeReader times = context.times();
    if (times.readTimestamp(text, offset, length)) {
      int nanosPerUnit = 1_000_000_000 / unitsPerSecond;
      context.out().putLong(times.epochSecond() * unitsPerSecond + times.nanos() / nanosPerUnit);
    } else {
      refuse(context, Rule.TIMESTAMP);
    }
  }
}
