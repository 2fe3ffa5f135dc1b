package io.loyalty.ingestion.record;

/** A calendar date, as days since 1970-01-01. */
final class DatePlan extends TextPlan {
  DatePlan(boolean personal) {
    super("a date such as 2026-01-31", personal);
  }

  @Override
  void write(Run run, byte[] text, int offset, int length) {
    if (run.times().readDate(text, offset, length)) {
      run.out().putLong(run.times().epochDay());
    } else {
      refuse(run, Rule.DATE);
    }
  }
}
