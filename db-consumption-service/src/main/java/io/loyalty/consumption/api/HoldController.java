package io.loyalty.consumption.api;

import io.loyalty.consumption.holds.HoldDecisions;
import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.warehouse.decisions.OffsetDecision;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the partitions on hold, and resumes them by an operator's decision. */
@RestController
final class HoldController {
  private final LoadService load;
  private final HoldDecisions decisions;

  HoldController(LoadService load, HoldDecisions decisions) {
    this.load = load;
    this.decisions = decisions;
  }

  /** Holds the partitions that this instance has on hold. */
  record HoldList(List<FlowStatus.Held> holds) {}

  /**
   * Holds a decision.
   *
   * @param topic the topic
   * @param partition its partition
   * @param heldOffset the offset at which it was held
   * @param nextOffset the offset at which it resumes
   * @param givenUp the number of offsets of the current topic that are not loaded
   */
  record DecisionView(String topic, int partition, long heldOffset, long nextOffset, long givenUp) {
    static DecisionView of(OffsetDecision decision) {
      return new DecisionView(
          decision.held().id().topic(),
          decision.held().id().partition(),
          decision.held().nextOffset(),
          decision.nextOffset(),
          decision.givenUp());
    }
  }

  @GetMapping("/holds")
  HoldList list() {
    return new HoldList(load.status().held());
  }

  @PostMapping("/holds/{topic}/{partition}/resume")
  DecisionView resume(
      @PathVariable String topic,
      @PathVariable int partition,
      @RequestParam String from,
      Principal caller) {
    PartitionId id = new PartitionId(topic, partition);
    return DecisionView.of(
        switch (from.toLowerCase(Locale.ROOT)) {
          case "start" -> decisions.decide(id, HoldDecisions.ResumeAt.START, 0, caller.getName());
          case "end" -> decisions.decide(id, HoldDecisions.ResumeAt.END, 0, caller.getName());
          default ->
              decisions.decide(id, HoldDecisions.ResumeAt.OFFSET, offset(from), caller.getName());
        });
  }

  private static long offset(String from) {
    try {
      return Long.parseLong(from);
    } catch (NumberFormatException e) {
      throw new InvalidRequestException("from must be start, end, or an offset");
    }
  }
}
