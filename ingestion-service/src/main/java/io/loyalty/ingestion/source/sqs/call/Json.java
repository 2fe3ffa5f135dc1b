package io.loyalty.ingestion.source.sqs.call;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the responses of SQS: unknown members are skipped, known ones have their type or are null.
 */
final class Json {
  /** Leaves streams open: how they are closed depends on what was read. */
  static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  private Json() {}

  /** Handles a member of an object, or an object of an array. */
  interface Step {
    void at(JsonParser json) throws DirectCallException;
  }

  /** Moves to the start of the response, which is an object. */
  static void start(JsonParser json) throws DirectCallException {
    json.nextToken();
    expect(json, JsonToken.START_OBJECT);
  }

  /**
   * Handles the members of the object or null that the parser is at; each step starts at a member's
   * value.
   */
  static void members(JsonParser json, Step step) throws DirectCallException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    expect(json, JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      json.nextToken();
      step.at(json);
    }
    expect(json, JsonToken.END_OBJECT);
  }

  /** Handles the objects of the array or null that the parser is at. */
  static void objects(JsonParser json, Step step) throws DirectCallException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.START_OBJECT) {
      step.at(json);
    }
    expect(json, JsonToken.END_ARRAY);
  }

  /** Returns the text or null that the parser is at. */
  static String text(JsonParser json) throws DirectCallException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    expect(json, JsonToken.VALUE_STRING);
    return json.getString();
  }

  private static void expect(JsonParser json, JsonToken token) throws DirectCallException {
    if (json.currentToken() != token) {
      throw new DirectCallException("a response of another form");
    }
  }
}
