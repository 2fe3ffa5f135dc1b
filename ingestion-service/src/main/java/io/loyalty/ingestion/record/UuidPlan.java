package io.loyalty.ingestion.record;

/** A UUID, stored as a string in lower case. */
final class UuidPlan extends TextPlan {
  UuidPlan(boolean personal) {
    super("a UUID, 8-4-4-4-12 hexadecimal digits", personal);
  }

  @Override
  void write(Run run, byte[] text, int offset, int length) {
    if (!UuidText.write(run.out(), text, offset, length)) {
      refuse(run, Rule.UUID);
    }
  }
}
