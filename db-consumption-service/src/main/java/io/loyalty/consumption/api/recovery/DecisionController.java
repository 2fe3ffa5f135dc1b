package io.loyalty.consumption.api.recovery;

import static io.loyalty.consumption.api.recovery.BodyReader.require;

import io.loyalty.consumption.recovery.Decisions;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterState;
import io.loyalty.consumption.warehouse.recovery.Decision;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Closes dead letters without a redrive, and opens them again. */
@RestController
final class DecisionController {
  private static final int MOST_REASON = 500;

  private final Decisions decisions;
  private final BodyReader bodies;

  DecisionController(Decisions decisions, JsonMapper json) {
    this.decisions = decisions;
    this.bodies = new BodyReader(json);
  }

  /** Holds a decision that was made, and the number of dead letters that it changed. */
  record DecisionView(UUID id, String outcome, long deadLetters) {}

  /** Accepts a body without a content type, which counts as octets, as JSON. */
  @PostMapping(
      path = "/dead-letters/resolve",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
  DecisionView resolve(@RequestBody(required = false) String body, Principal caller) {
    JsonNode request = bodies.object(body, List.of("filter", "reason"));
    JsonNode reason = request.path("reason");
    require(
        reason.isString()
            && !reason.stringValue().isBlank()
            && reason.stringValue().length() <= MOST_REASON
            && reason.stringValue().indexOf('\0') < 0,
        "say why in the field reason: a text of up to %d characters".formatted(MOST_REASON));
    return decide(Decision.RESOLVE, DeadLetterState.OPEN, request, reason.stringValue(), caller);
  }

  /** Accepts a body without a content type, which counts as octets, as JSON. */
  @PostMapping(
      path = "/dead-letters/reopen",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
  DecisionView reopen(@RequestBody(required = false) String body, Principal caller) {
    JsonNode request = bodies.object(body, List.of("filter"));
    return decide(Decision.REOPEN, DeadLetterState.RESOLVED, request, null, caller);
  }

  private DecisionView decide(
      Decision decision, DeadLetterState of, JsonNode request, String reason, Principal caller) {
    DeadLetterFilter filter = bodies.filter(request);
    require(filter != null, "say which dead letters in the field filter; {} is all of them");
    require(
        filter.state() == null || filter.state() == of,
        "only %s dead letters can be %s".formatted(of.label(), decision.outcome()));
    Decisions.Made made =
        decisions.decide(decision, filter, reason, caller.getName(), bodies.text(request));
    return new DecisionView(made.id(), decision.outcome(), made.deadLetters());
  }
}
