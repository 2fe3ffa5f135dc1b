package io.loyalty.consumption.api;

import io.loyalty.consumption.replay.ReplayRequest;
import io.loyalty.consumption.replay.Replays;
import io.loyalty.consumption.run.RunStep;
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
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Starts, serves and controls replays. */
@RestController
final class ReplayController {
  private final Replays replays;
  private final JsonMapper json;
  private final ReplayRequestReader requests;

  ReplayController(Replays replays, JsonMapper json) {
    this.replays = replays;
    this.json = json;
    this.requests = new ReplayRequestReader(json);
  }

  /** Lists all replays. */
  record ReplayList(List<ReplayView> replays) {}

  /** Accepts a body without a content type, which counts as octets, as JSON. */
  @PostMapping(
      path = "/replays",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
  ResponseEntity<Object> start(@RequestBody(required = false) String body, Principal caller) {
    ReplayRequest request = requests.read(body);
    if (request.dryRun()) {
      return ResponseEntity.ok(DryRunView.of(replays.estimate(request)));
    }
    ReplayView started =
        ReplayView.of(replays.start(request, caller.getName(), json.writeValueAsString(request)));
    return ResponseEntity.accepted().location(URI.create("/replays/" + started.id())).body(started);
  }

  @GetMapping("/replays")
  ReplayList list() {
    return new ReplayList(replays.newest().stream().map(ReplayView::of).toList());
  }

  @GetMapping("/replays/{id}")
  ReplayView show(@PathVariable UUID id) {
    return ReplayView.of(replays.find(id));
  }

  @PostMapping("/replays/{id}/pause")
  ReplayView pause(@PathVariable UUID id, Principal caller) {
    return ReplayView.of(replays.step(id, RunStep.PAUSE, caller.getName()));
  }

  @PostMapping("/replays/{id}/resume")
  ReplayView resume(@PathVariable UUID id, Principal caller) {
    return ReplayView.of(replays.step(id, RunStep.RESUME, caller.getName()));
  }

  @PostMapping("/replays/{id}/cancel")
  ReplayView cancel(@PathVariable UUID id, Principal caller) {
    return ReplayView.of(replays.step(id, RunStep.CANCEL, caller.getName()));
  }
}
