package io.loyalty.consumption.api.recovery;

import static io.loyalty.consumption.api.recovery.BodyReader.isAbsent;
import static io.loyalty.consumption.api.recovery.BodyReader.require;

import io.loyalty.consumption.recovery.InvalidRedriveException;
import io.loyalty.consumption.recovery.RedriveRequest;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Reads the body of {@code POST /redrives}. Thread-safe. */
final class RedriveRequestReader {
  private static final List<String> FIELDS =
      List.of("filter", "preview", "patch", "candidate", "dryRun", "recordsPerSecond");

  private final BodyReader bodies;

  RedriveRequestReader(BodyReader bodies) {
    this.bodies = bodies;
  }

  /** Holds a request, and its filter as it was given. */
  record Asked(RedriveRequest request, String filter) {}

  /**
   * Returns the request.
   *
   * @throws InvalidRedriveException when the body is invalid
   */
  Asked read(String body) {
    JsonNode object = bodies.object(body, FIELDS);
    JsonNode dryRun = object.path("dryRun");
    JsonNode rate = object.path("recordsPerSecond");
    JsonNode candidate = object.path("candidate");
    require(isAbsent(dryRun) || dryRun.isBoolean(), "the field dryRun is true or false");
    require(
        isAbsent(rate) || (rate.isIntegralNumber() && rate.canConvertToInt()),
        "the field recordsPerSecond is a whole number up to " + Integer.MAX_VALUE);
    require(isAbsent(candidate) || candidate.isObject(), "the field candidate is an Avro schema");
    RedriveRequest request =
        new RedriveRequest(
            bodies.filter(object),
            preview(object.path("preview")),
            bodies.text(object.path("patch")),
            bodies.text(candidate),
            dryRun.asBoolean(false),
            isAbsent(rate) ? null : rate.intValue());
    return new Asked(request, bodies.text(object.path("filter")));
  }

  private static UUID preview(JsonNode id) {
    if (isAbsent(id)) {
      return null;
    }
    try {
      return UUID.fromString(id.asString(""));
    } catch (IllegalArgumentException e) {
      throw new InvalidRedriveException("the field preview is the id of a preview");
    }
  }
}
