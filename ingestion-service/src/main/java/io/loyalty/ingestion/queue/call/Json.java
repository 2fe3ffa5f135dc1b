package io.loyalty.ingestion.queue.call;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/** How what SQS says is read: what is not expected is passed over, what is must be there. */
final class Json {
  static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** What is done with a member of an object, or with an object of an array. */
  interface Step {
    void at(JsonParser json) throws DirectCallException;
  }

  /** Goes to the start of the answer, which is an object. */
  static void start(JsonParser json) throws DirectCallException {
    json.nextToken();
    expect(json, JsonToken.START_OBJECT);
  }

  /** Goes through the object that the parser is at; each step finds it at the member's value. */
  static void members(JsonParser json, Step step) throws DirectCallException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      json.nextToken();
      step.at(json);
    }
    expect(json, JsonToken.END_OBJECT);
  }

  /** Goes through the objects of the array that the parser is at. */
  static void objects(JsonParser json, Step step) throws DirectCallException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.START_OBJECT) {
      step.at(json);
    }
    expect(json, JsonToken.END_ARRAY);
  }

  /** The text that the parser is at, or null if it is at something else, which is passed over. */
  static String text(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    json.skipChildren();
    return null;
  }

  private static void expect(JsonParser json, JsonToken token) throws DirectCallException {
    if (json.currentToken() != token) {
      throw new DirectCallException("an answer of another form");
    }
  }
}
