package io.loyalty.ingestion.record.plan;

/** Writes a calendar date as days since 1970-01-01. */
final class DatePlan extends TextPlan {
  DatePlan(boolean personal) {
    super("a date such as 2026-01-31", personal);
  }

  @Override
  void write(PlanContext context, byte[] text, int offset, int length) {
    if (context.times().readDate(text, offset, length)) {
      context.out().putLong(context.times().epochDay());
    } else {
      refuse(context, Rule.DATE);
    }
  }
}
