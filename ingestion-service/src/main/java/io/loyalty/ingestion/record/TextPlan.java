package io.loyalty.ingestion.record;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A value that comes as a JSON string. */
abstract class TextPlan extends ValuePlan {
  TextPlan(String expected, boolean personal) {
    super(expected, personal);
  }

  @Override
  final void encode(Run run) {
    JsonParser parser = run.parser();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      write(run, parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    } else {
      refuseType(run);
    }
  }

  /** Writes the value of these characters, or reports what is wrong with it. */
  abstract void write(Run run, char[] text, int offset, int length);
}
