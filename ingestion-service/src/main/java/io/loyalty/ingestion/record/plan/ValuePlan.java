package io.loyalty.ingestion.record.plan;

/** Turns a JSON value into Avro binary: one node of a compiled plan. Immutable, thread-safe. */
abstract class ValuePlan {
  private final String expected;
  private final boolean personal;

  /**
   * Creates a node.
   *
   * @param expected what the contract asks for, in a few words
   * @param personal whether the value is personal data, so that it is never shown
   */
  ValuePlan(String expected, boolean personal) {
    this.expected = expected;
    this.personal = personal;
  }

  final String expected() {
    return expected;
  }

  final boolean isPersonal() {
    return personal;
  }

  /**
   * Reads the value whose first token is the reader's, up to its last token, and writes it, or
   * reports its violations.
   */
  abstract void encode(PlanContext context);

  final void refuse(PlanContext context, Rule rule) {
    refuse(context, rule, expected);
  }

  final void refuse(PlanContext context, Rule rule, String asked) {
    context.refuse(rule, asked, personal);
  }

  /** Reports that the value has another JSON type, and skips it. */
  final void refuseType(PlanContext context) {
    refuse(context, Rule.TYPE);
    context.reader().skip();
  }
}
