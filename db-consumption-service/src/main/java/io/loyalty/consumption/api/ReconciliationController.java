package io.loyalty.consumption.api;

import io.loyalty.consumption.proof.Reconciliations;
import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Starts comparisons of the topics with the warehouse, and serves their progress. */
@RestController
final class ReconciliationController {
  private static final int MOST = 100;

  private final Reconciliations reconciliations;
  private final JsonMapper json;
  private final ReconciliationRequestReader requests;

  ReconciliationController(Reconciliations reconciliations, JsonMapper json) {
    this.reconciliations = reconciliations;
    this.json = json;
    this.requests = new ReconciliationRequestReader(json);
  }

  /** Lists reconciliations. */
  record ReconciliationList(List<ReconciliationView> reconciliations) {}

  /** Accepts a body without a content type, which counts as octets, as JSON. */
  @PostMapping(
      path = "/reconciliations",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
  ResponseEntity<ReconciliationView> start(
      @RequestBody(required = false) String body, Principal caller) {
    StoredReconciliation started = reconciliations.start(requests.read(body), caller.getName());
    return ResponseEntity.accepted()
        .location(URI.create("/reconciliations/" + started.id()))
        .body(ReconciliationView.of(started, json));
  }

  @GetMapping("/reconciliations")
  ReconciliationList list(
      @RequestParam(defaultValue = "20") int limit, @RequestParam(required = false) UUID before) {
    if (limit < 1 || limit > MOST) {
      throw new InvalidRequestException(
          "limit is %d; it must be from 1 to %d".formatted(limit, MOST));
    }
    return new ReconciliationList(
        reconciliations.newest(limit, before).stream()
            .map(each -> ReconciliationView.of(each, json))
            .toList());
  }

  @GetMapping("/reconciliations/{id}")
  ReconciliationView show(@PathVariable UUID id) {
    return reconciliations
        .find(id)
        .map(each -> ReconciliationView.of(each, json))
        .orElseThrow(() -> new NotThereException("there is no reconciliation " + id));
  }
}
