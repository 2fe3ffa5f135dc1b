package io.loyalty.console.types;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import io.loyalty.console.live.Channel;
import io.loyalty.console.live.Frame;
import io.loyalty.console.live.Snapshots;
import io.loyalty.console.view.Figures;
import io.loyalty.console.view.Format;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells how many records of each event type are not loaded yet. */
@Component
class TypesChannel implements Channel {
  private final Snapshots snapshots;
  private final Format format;

  TypesChannel(Snapshots snapshots, Format format) {
    this.snapshots = snapshots;
    this.format = format;
  }

  @Override
  public String name() {
    return "types";
  }

  @Override
  public Frame frame() {
    Figures.Builder figures = Figures.builder();
    for (Topic topic :
        snapshots.latest().consumption().map(ConsumptionStatus::topics).orElse(List.of())) {
      figures.put("lag." + topic.eventType(), format.count(topic.lag()));
    }
    return new Frame(figures.build());
  }
}
