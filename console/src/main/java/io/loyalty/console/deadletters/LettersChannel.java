package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.console.live.Channel;
import io.loyalty.console.live.Frame;
import io.loyalty.console.live.Snapshots;
import java.util.Arrays;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells that dead letters have come, or were closed. */
@Component
class LettersChannel implements Channel {
  private final Snapshots snapshots;

  LettersChannel(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public String name() {
    return "letters";
  }

  @Override
  public Frame frame() {
    return Frame.signals(
        Map.of(
            "changed",
            Arrays.asList(
                snapshots.latest().consumption().map(ConsumptionStatus::deadLetters).content())));
  }
}
