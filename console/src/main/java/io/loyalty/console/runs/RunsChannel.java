package io.loyalty.console.runs;

import io.loyalty.console.live.Channel;
import io.loyalty.console.live.Frame;
import io.loyalty.console.service.Answered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells that a run has got on, and that one has begun or ended. */
@Component
class RunsChannel implements Channel {
  private record State(String id, String state) {}

  private final Runs runs;

  RunsChannel(Runs runs) {
    this.runs = runs;
  }

  @Override
  public String name() {
    return "runs";
  }

  @Override
  public Frame frame() {
    RunsPage page = runs.now(Optional.empty(), false);
    List<State> states =
        page.rows().stream().map(each -> new State(each.id(), each.state())).toList();
    return Frame.signals(
        Map.of(
            "progress",
            page.answers().stream().map(Answered::content).toList(),
            "changed",
            List.of(states, page.faults())));
  }
}
