package io.loyalty.stream.api;

import io.loyalty.stream.run.StageStatus;
import io.loyalty.stream.run.Stages;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves what the stages of this instance do. */
@RestController
final class StageController {
  private final Stages stages;

  StageController(Stages stages) {
    this.stages = stages;
  }

  /**
   * Is the answer to {@code GET /stages}.
   *
   * @param stages the stages of this instance
   */
  record StageList(List<StageStatus> stages) {}

  @GetMapping("/stages")
  StageList stages() {
    return new StageList(stages.status());
  }
}
