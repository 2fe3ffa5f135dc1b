package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;

/** Is the plan of a value that comes as a JSON string. */
abstract class TextPlan extends ValuePlan {
  TextPlan(String expected, boolean personal) {
    super(expected, personal);
  }

  @Override
  final void encode(PlanContext context) {
    JsonReader reader = context.reader();
    if (reader.token() == JsonToken.STRING) {
      write(context, reader.text(), reader.textOffset(), reader.textLength());
    } else {
      refuseType(context);
    }
  }

  /** Writes the value of this UTF-8 text, or reports its violation. */
  abstract void write(PlanContext context, byte[] text, int offset, int length);
}
