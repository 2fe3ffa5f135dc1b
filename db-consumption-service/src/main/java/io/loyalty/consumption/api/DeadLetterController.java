package io.loyalty.consumption.api;

import io.loyalty.consumption.masking.OriginalMask;
import io.loyalty.consumption.masking.RefusedTypes;
import io.loyalty.consumption.masking.ShownFields;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterReader;
import io.loyalty.face.Role;
import io.loyalty.schemas.contract.PersonalData;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves dead letters: by kind, the newest, or one of them. Responses never contain direct personal
 * data, and contain pseudonyms only for callers with a role.
 */
@RestController
final class DeadLetterController {
  private static final int MOST = 1000;

  private final DeadLetterReader reader;
  private final RefusedTypes types;
  private final JsonMapper json;
  private final Map<String, OriginalMask> masks = new HashMap<>();
  private final Map<String, OriginalMask> masksOfAnybody = new HashMap<>();
  private final OriginalMask envelopeMask = new OriginalMask(ShownFields.ofEnvelope());

  DeadLetterController(
      DeadLetterReader reader, EventTopics topics, RefusedTypes types, JsonMapper json) {
    this.reader = reader;
    this.types = types;
    this.json = json;
    for (String topic : topics.names()) {
      MappedType type = topics.type(topic);
      masks.put(type.name(), mask(type, PersonalData.PSEUDONYM));
      masksOfAnybody.put(type.name(), mask(type, PersonalData.NONE));
    }
  }

  private static OriginalMask mask(MappedType type, PersonalData most) {
    return new OriginalMask(ShownFields.ofEvent(type.event().fields(), most));
  }

  @GetMapping("/dead-letters")
  DeadLetterList list(
      @RequestParam(required = false) String eventType,
      @RequestParam(required = false) String reason,
      @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new InvalidRequestException(
          "limit is %d; it must be from 1 to %d".formatted(limit, MOST));
    }
    requireStorable("eventType", eventType);
    requireStorable("reason", reason);
    return new DeadLetterList(
        types.groups(reader.groups(eventType, reason)),
        types.summaries(reader.newest(eventType, reason, limit)));
  }

  @GetMapping("/dead-letters/{id}")
  DeadLetterView show(@PathVariable String id, HttpServletRequest request) {
    requireStorable("id", id);
    Map<String, OriginalMask> allowed = Role.mayRead(request) ? masks : masksOfAnybody;
    return reader
        .find(id)
        .map(
            stored ->
                DeadLetterView.of(
                    stored,
                    types,
                    allowed.getOrDefault(
                        String.valueOf(stored.rejection().eventType()), envelopeMask),
                    json))
        .orElseThrow(() -> new NotThereException("there is no dead letter of that id"));
  }

  /** Refuses a NUL, which PostgreSQL does not accept in text. */
  private static void requireStorable(String name, String text) {
    if (text != null && text.indexOf('\0') >= 0) {
      throw new InvalidRequestException(
          "%s contains a NUL character, which is not allowed".formatted(name));
    }
  }

  /** Holds the response of {@code GET /dead-letters}: all kinds, and the newest dead letters. */
  record DeadLetterList(
      List<DeadLetterReader.Group> groups, List<DeadLetterReader.Summary> deadLetters) {}
}
