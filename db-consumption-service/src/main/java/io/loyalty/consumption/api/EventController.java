package io.loyalty.consumption.api;

import io.loyalty.consumption.lookup.FieldLookup;
import io.loyalty.consumption.lookup.LatestEvents;
import io.loyalty.consumption.lookup.Where;
import io.loyalty.consumption.lookup.Whereabouts;
import io.loyalty.face.Role;
import io.loyalty.schemas.contract.PersonalData;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells where an event is, and which are the newest. Responses never contain direct personal data,
 * and contain pseudonyms only for callers with a role.
 */
@RestController
final class EventController {
  private static final int MOST = 100;

  private final Where where;
  private final FieldLookup fields;
  private final LatestEvents latest;

  EventController(Where where, FieldLookup fields, LatestEvents latest) {
    this.where = where;
    this.fields = fields;
    this.latest = latest;
  }

  @GetMapping("/events/latest")
  LatestEvents.Latest latest(
      @RequestParam String eventType,
      @RequestParam(defaultValue = "20") int limit,
      HttpServletRequest request) {
    requireInBounds(limit);
    return latest.of(eventType, limit, most(request));
  }

  @GetMapping("/events/{id}")
  Whereabouts find(
      @PathVariable String id,
      @RequestParam(required = false) String eventType,
      @RequestParam(defaultValue = "false") boolean scan,
      HttpServletRequest request) {
    return where.find(new Where.Question(id, Optional.ofNullable(eventType), scan, most(request)));
  }

  @GetMapping("/events")
  FieldLookup.EventMatches search(
      @RequestParam String field,
      @RequestParam String value,
      @RequestParam(required = false) String eventType,
      @RequestParam(defaultValue = "20") int limit,
      HttpServletRequest request) {
    requireInBounds(limit);
    if (value.isEmpty() || value.indexOf('\0') >= 0) {
      throw new InvalidRequestException(
          "value is empty or contains a NUL character; no event has such a value");
    }
    return fields.find(
        new FieldLookup.Question(
            field, value, Optional.ofNullable(eventType), limit, most(request)));
  }

  private static void requireInBounds(int limit) {
    if (limit < 1 || limit > MOST) {
      throw new InvalidRequestException(
          "limit is %d; it must be from 1 to %d".formatted(limit, MOST));
    }
  }

  private static PersonalData most(HttpServletRequest request) {
    return Role.mayRead(request) ? PersonalData.PSEUDONYM : PersonalData.NONE;
  }
}
