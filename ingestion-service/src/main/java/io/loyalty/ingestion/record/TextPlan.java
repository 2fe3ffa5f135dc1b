package io.loyalty.ingestion.record;

import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;

/** A value that comes as a JSON string. */
abstract class TextPlan extends ValuePlan {
  TextPlan(String expected, boolean personal) {
    super(expected, personal);
  }

  @Override
  final void encode(Run run) {
    JsonReader reader = run.reader();
    if (reader.token() == JsonToken.STRING) {
      write(run, reader.text(), reader.textOffset(), reader.textLength());
    } else {
      refuseType(run);
    }
  }

  /** Writes the value of this text, UTF-8, or reports what is wrong with it. */
  abstract void write(Run run, byte[] text, int offset, int length);
}
