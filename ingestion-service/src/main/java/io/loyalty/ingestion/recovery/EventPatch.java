package io.loyalty.ingestion.recovery;

import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.json.Utf8;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatch;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Is a JSON Patch (RFC 6902), which is applied to the text of an event. All of its operations
 * apply, or it is refused; {@code test} makes it conditional. Immutable, thread-safe.
 */
final class EventPatch {
  /** Which of two equal keys is meant nobody knows, so no patch decides it. */
  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private final List<Operation> operations;

  /** One operation, as a patch of its own, so that it is known which one does not apply. */
  private record Operation(String name, String path, JsonPatch patch) {}

  private EventPatch(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  static EventPatch of(String text) throws PatchRefusedException {
    List<Operation> operations = new ArrayList<>();
    try (var reader = READERS.createReader(new StringReader(text))) {
      requireOneText(text.getBytes(StandardCharsets.UTF_8));
      for (JsonValue each : reader.readArray()) {
        JsonObject operation = each.asJsonObject();
        JsonArray alone = Json.createArrayBuilder().add(operation).build();
        operations.add(
            new Operation(
                operation.getString("op"), operation.getString("path"), Json.createPatch(alone)));
      }
    } catch (RuntimeException e) {
      // The library has no one exception for what is no patch.
      throw new PatchRefusedException("", "a patch that is a JSON Patch (RFC 6902)", e);
    }
    return new EventPatch(operations);
  }

  /** The event with the patch applied. */
  byte[] apply(byte[] event) throws PatchRefusedException {
    JsonStructure patched = read(event);
    int number = 0;
    for (Operation operation : operations) {
      number++;
      try {
        patched = operation.patch().apply(patched);
      } catch (JsonException | ClassCastException | IllegalArgumentException e) {
        throw new PatchRefusedException(
            operation.path(),
            "an event to which operation %d of the patch, %s, applies"
                .formatted(number, operation.name()),
            e);
      }
    }
    return write(patched);
  }

  private static JsonStructure read(byte[] event) throws PatchRefusedException {
    if (!Utf8.isWellFormed(event)) {
      throw new PatchRefusedException("", "JSON in UTF-8, which a patch can be applied to", null);
    }
    try (var reader =
        READERS.createReader(new ByteArrayInputStream(event), StandardCharsets.UTF_8)) {
      requireOneText(event);
      return reader.read();
    } catch (RuntimeException | StackOverflowError e) {
      // Of a text that nests too deep the library says so by a plain RuntimeException.
      throw new PatchRefusedException(
          "", "one JSON object or array, each key once, which a patch can be applied to", e);
    }
  }

  /** The library takes no notice of what follows the text. */
  private static void requireOneText(byte[] text) {
    JsonReader reader = new JsonReader(EnvelopeProperties.DEEPEST);
    reader.open(text, 0, text.length);
    JsonToken token = reader.next();
    while (token != JsonToken.END) {
      token = reader.next();
    }
  }

  private static byte[] write(JsonStructure event) throws PatchRefusedException {
    try {
      // An encoder of its own does not put a question mark in the place of half a character.
      ByteBuffer bytes =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(event.toString()));
      byte[] text = new byte[bytes.remaining()];
      bytes.get(text);
      return text;
    } catch (CharacterCodingException e) {
      throw new PatchRefusedException("", "text without lone surrogates", e);
    }
  }
}
