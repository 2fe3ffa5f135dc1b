package io.loyalty.cli.recovery;

import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.client.consumption.DeadLetterFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON for a request. Numbers keep every digit, since a patch may set them. */
final class JsonFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .changeDefaultPropertyInclusion(
              each ->
                  each.withValueInclusion(
                      com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
          .build();

  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @throws RequestFailedException if it can't be read, or is no JSON
   */
  static JsonNode read(Path file) {
    try {
      JsonNode read = JSON.readTree(Files.readAllBytes(file));
      if (read == null || read.isMissingNode()) {
        throw new RequestFailedException("%s is empty.".formatted(file));
      }
      return read;
    } catch (NoSuchFileException e) {
      throw new RequestFailedException("There is no file %s.".formatted(file), e);
    } catch (IOException e) {
      throw new RequestFailedException("%s can't be read (%s).".formatted(file, e.getMessage()), e);
    } catch (JacksonException e) {
      throw new RequestFailedException("%s is no JSON.".formatted(file), e);
    }
  }

  static JsonNode of(DeadLetterFilter filter) {
    return JSON.valueToTree(filter);
  }
}
