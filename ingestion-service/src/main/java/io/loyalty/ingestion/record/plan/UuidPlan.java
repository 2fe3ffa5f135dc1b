package io.loyalty.ingestion.record.plan;

/** Writes a UUID as a string in lower case. */
final class UuidPlan extends TextPlan {
  UuidPlan(boolean personal) {
    super("a UUID, 8-4-4-4-12 hexadecimal digits", personal);
  }

  @Override
  void write(PlanContext context, byte[] text, int offset, int length) {
    if (!UuidText.write(context.out(), text, offset, length)) {
      refuse(context, Rule.UUID);
    }
  }
}
