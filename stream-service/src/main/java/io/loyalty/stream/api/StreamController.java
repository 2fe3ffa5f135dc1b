package io.loyalty.stream.api;

import io.loyalty.stream.reset.Reset;
import io.loyalty.stream.run.Stages;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Serves how far the stages are, and resets them. */
@RestController
final class StreamController {
  private final Stages stages;

  StreamController(Stages stages) {
    this.stages = stages;
  }

  /**
   * Is the answer to {@code GET /streams}.
   *
   * @param streams the stages of this instance
   */
  record StreamList(List<StreamView> streams) {}

  /**
   * Describes a reset that was asked for.
   *
   * @param stage the stage
   * @param applicationId the application that it goes on as
   * @param number its number among the resets of all stages
   * @param from the results that are emitted again are those that occurred from this time on
   * @param requestedBy who asked for it
   * @param requestedAt when
   */
  record ResetView(
      String stage,
      String applicationId,
      long number,
      @Nullable Instant from,
      String requestedBy,
      Instant requestedAt) {
    static ResetView of(String stage, Reset reset) {
      return new ResetView(
          stage,
          reset.applicationId(),
          reset.number(),
          reset.from(),
          reset.requestedBy(),
          reset.requestedAt());
    }
  }

  @GetMapping("/streams")
  StreamList streams() {
    return new StreamList(stages.details().stream().map(StreamView::of).toList());
  }

  @PostMapping("/streams/{stage}/reset")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResetView reset(
      @PathVariable("stage") String stage, @RequestParam("from") String from, Principal caller) {
    return ResetView.of(stage, stages.reset(stage, time(from), caller.getName()));
  }

  private static @Nullable Instant time(String from) {
    if (from.equals("start")) {
      return null;
    }
    try {
      return Instant.parse(from);
    } catch (DateTimeException e) {
      throw new InvalidRequestException(
          "from is start, or a time such as 2026-01-31T12:00:00Z; nothing is reset");
    }
  }
}
