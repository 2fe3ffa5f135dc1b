package io.loyalty.consumption.api.audit;

import io.loyalty.consumption.api.InvalidRequestException;
import io.loyalty.consumption.warehouse.audit.AuditReader;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Serves who did what, and when. */
@RestController
final class AuditController {
  private static final int MOST = 1000;

  private final AuditReader reader;
  private final JsonMapper json;

  AuditController(AuditReader reader, JsonMapper json) {
    this.reader = reader;
    this.json = json;
  }

  @GetMapping("/audit")
  AuditView list(
      @RequestParam(required = false) String before, @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new InvalidRequestException(
          "limit is %d; it must be from 1 to %d".formatted(limit, MOST));
    }
    return AuditView.of(
        before == null
            ? reader.newest(limit + 1)
            : reader.before(AuditPlace.read(before), limit + 1),
        limit,
        json);
  }
}
