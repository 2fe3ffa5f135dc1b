package io.loyalty.console.deadletters;

import io.loyalty.console.view.NotUnderstoodException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that a visitor has typed. Numbers keep every digit, since a patch may set them. */
final class JsonInput {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonInput() {}

  /**
   * Returns a JSON Patch; null if the text is blank.
   *
   * @throws NotUnderstoodException if it is no array of JSON
   */
  static JsonNode patch(String text) {
    JsonNode patch = read("patch", text);
    if (patch != null && !patch.isArray()) {
      throw new NotUnderstoodException(
          "The patch is no JSON Patch: it must be an array of operations.");
    }
    return patch;
  }

  /**
   * Returns a contract; null if the text is blank.
   *
   * @throws NotUnderstoodException if it is no object of JSON
   */
  static JsonNode contract(String text) {
    JsonNode contract = read("contract", text);
    if (contract != null && !contract.isObject()) {
      throw new NotUnderstoodException("The contract is no contract file: it must be an object.");
    }
    return contract;
  }

  /**
   * Returns a rate; null if the text is blank.
   *
   * @throws NotUnderstoodException if it is no whole number from 1
   */
  static Integer rate(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      int rate = Integer.parseInt(text.strip());
      if (rate >= 1) {
        return rate;
      }
    } catch (NumberFormatException e) {
      throw new NotUnderstoodException("The rate is no whole number from 1 to 2,147,483,647.");
    }
    throw new NotUnderstoodException("The rate must be at least 1 a second.");
  }

  private static JsonNode read(String name, String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw new NotUnderstoodException(
          at == null
              ? "The %s is no JSON.".formatted(name)
              : "The %s is no JSON: see line %d, column %d."
                  .formatted(name, at.getLineNr(), at.getColumnNr()));
    }
  }
}
