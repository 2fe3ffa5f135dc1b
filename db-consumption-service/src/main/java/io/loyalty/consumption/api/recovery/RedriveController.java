package io.loyalty.consumption.api.recovery;

import io.loyalty.consumption.recovery.RedriveRequest;
import io.loyalty.consumption.recovery.Redrives;
import io.loyalty.consumption.run.RunStep;
import io.loyalty.consumption.warehouse.recovery.RedriveFailure;
import io.loyalty.consumption.warehouse.recovery.StoredRedrive;
import io.loyalty.consumption.warehouse.run.RunState;
import io.loyalty.face.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Starts, serves and controls redrives and previews of dead letters. */
@RestController
final class RedriveController {
  private final Redrives redrives;
  private final FailureMask mask;
  private final JsonMapper json;
  private final RedriveRequestReader requests;

  RedriveController(Redrives redrives, FailureMask mask, JsonMapper json) {
    this.redrives = redrives;
    this.mask = mask;
    this.json = json;
    this.requests = new RedriveRequestReader(new BodyReader(json));
  }

  /** Lists redrives and previews. */
  record RedriveList(List<RedriveView> redrives) {}

  /** Accepts a body without a content type, which counts as octets, as JSON. */
  @PostMapping(
      path = "/redrives",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
  ResponseEntity<RedriveView> start(@RequestBody(required = false) String body, Principal caller) {
    RedriveRequestReader.Asked asked = requests.read(body);
    StoredRedrive started =
        redrives.start(
            asked.request(), asked.filter(), caller.getName(), detail(asked.request(), asked));
    return ResponseEntity.accepted()
        .location(URI.create("/redrives/" + started.id()))
        .body(view(started, List.of()));
  }

  @GetMapping("/redrives")
  RedriveList list() {
    return new RedriveList(redrives.newest().stream().map(each -> view(each, List.of())).toList());
  }

  @GetMapping("/redrives/{id}")
  RedriveView show(@PathVariable UUID id, HttpServletRequest request) {
    StoredRedrive redrive = redrives.find(id);
    RunState state = redrive.standing().state();
    // Progress is asked for often, and the failures of many dead letters take a while to group.
    List<RedriveFailure> failures =
        state == RunState.PENDING || state == RunState.RUNNING
            ? List.of()
            : mask.masked(redrives.failures(id), Role.mayRead(request));
    return view(redrive, failures);
  }

  @PostMapping("/redrives/{id}/pause")
  RedriveView pause(@PathVariable UUID id, Principal caller) {
    return view(redrives.step(id, RunStep.PAUSE, caller.getName()), List.of());
  }

  @PostMapping("/redrives/{id}/resume")
  RedriveView resume(@PathVariable UUID id, Principal caller) {
    return view(redrives.step(id, RunStep.RESUME, caller.getName()), List.of());
  }

  @PostMapping("/redrives/{id}/cancel")
  RedriveView cancel(@PathVariable UUID id, Principal caller) {
    return view(redrives.step(id, RunStep.CANCEL, caller.getName()), List.of());
  }

  private RedriveView view(StoredRedrive redrive, List<RedriveFailure> failures) {
    return RedriveView.of(redrive, redrives.counts(redrive.id()), failures, json);
  }

  /** Describes a request for the audit, without the values of its patch. */
  private String detail(RedriveRequest request, RedriveRequestReader.Asked asked) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("filter", asked.filter() == null ? null : json.readTree(asked.filter()));
    detail.put("preview", request.preview());
    detail.put("patched", request.patch() != null);
    detail.put("candidate", request.candidate() != null);
    detail.put("recordsPerSecond", request.recordsPerSecond());
    return json.writeValueAsString(detail);
  }
}
