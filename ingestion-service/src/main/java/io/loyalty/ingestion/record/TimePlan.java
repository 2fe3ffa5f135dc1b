package io.loyalty.ingestion.record;

/** A time of day, as milli- or microseconds since midnight; what is finer is cut off. */
final class TimePlan extends TextPlan {
  private final long nanosPerUnit;

  TimePlan(long nanosPerUnit, boolean personal) {
    super("a time such as 23:59:59.999", personal);
    this.nanosPerUnit = nanosPerUnit;
  }

  @Override
  void write(Run run, byte[] text, int offset, int length) {
    if (run.times().readTime(text, offset, length)) {
      run.out().putLong(run.times().nanoOfDay() / nanosPerUnit);
    } else {
      refuse(run, Rule.TIME);
    }
  }
}
