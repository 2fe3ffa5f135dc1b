package io.loyalty.consumption.api.audit;

import io.loyalty.consumption.api.InvalidRequestException;
import io.loyalty.consumption.warehouse.audit.StoredAct.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes and reads the text by which a caller names the last entry of a page. */
final class AuditPlace {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,17})-(audit|hold)-([0-9]{1,18})");

  private AuditPlace() {}

  /** Returns the text for a place. */
  static String text(Place place) {
    return "%d-%s-%d"
        .formatted(
            ChronoUnit.MICROS.between(Instant.EPOCH, place.at()), place.origin(), place.id());
  }

  /**
   * Reads the text of a place.
   *
   * @throws InvalidRequestException when it is none
   */
  static Place read(String text) {
    Matcher place = TEXT.matcher(text);
    if (!place.matches()) {
      throw new InvalidRequestException(
          "before must be the value of next in the answer with the page before");
    }
    return new Place(
        Instant.EPOCH.plus(Long.parseLong(place.group(1)), ChronoUnit.MICROS),
        place.group(2),
        Long.parseLong(place.group(3)));
  }
}
