package io.loyalty.stream.scorecard;

import io.loyalty.pipeline.DeadLetter;
import io.loyalty.stream.scorecard.state.SourceHour;
import io.loyalty.stream.stage.Delivery;
import io.loyalty.stream.stage.Derived;
import io.loyalty.stream.stage.SkippedEvents.Known;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import io.loyalty.stream.window.Part;
import io.loyalty.stream.window.WindowProperties;
import io.loyalty.stream.window.Windowing;
import io.loyalty.stream.window.Windows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.springframework.stereotype.Component;

/**
 * Tells what each source sent in an hour, and how good it was. It reads all types that the platform
 * sends, and dead letters; of these, the source, the reason, and rules with their places.
 *
 * <p>An accepted event counts in the hour in which it occurred. The time of a refused one can't be
 * trusted, and an old event that comes again is a fault of today: both count in the hour in which
 * they came.
 */
@Component
final class ScorecardStage implements Stage {
  private static final String NAME = "scorecard";

  private final ScorecardProperties properties;
  private final WindowProperties windows;

  ScorecardStage(ScorecardProperties properties, WindowProperties windows) {
    this.properties = properties;
    this.windows = windows;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void describe(StageTopology topology) {
    Derived derived = topology.derived();
    var windowing =
        new Windowing<>(
            Scorecards.NAME,
            SourceHour.class,
            SourceHours::plus,
            properties.times(),
            closed -> Scorecards.events(closed, derived));
    Map<Class<?>, AcceptedEvents> accepted = new HashMap<>();
    List<Class<? extends SpecificRecord>> read = new ArrayList<>(List.of(DeadLetter.class));
    topology
        .sentTypes()
        .forEach(
            (name, type) -> {
              read.add(type);
              accepted.put(
                  type,
                  new AcceptedEvents(name, topology.checks(type), properties.clockTolerance()));
            });
    // One state for all types: each store is several RocksDBs in each partition.
    KStream<String, Delivery> deliveries = topology.readDeliveries(NAME, read);
    var hours = new Windows<>(topology, windowing, windows);
    hours.addParts(
        read,
        deliveries,
        delivery -> {
          if (delivery.event() instanceof DeadLetter letter) {
            return delivery.isAgain() ? null : part(letter, derived);
          }
          return accepted.get(delivery.event().getClass()).part(delivery);
        });
    topology.write("source-scorecard", hours.results());
  }

  private static Part<SourceHour> part(DeadLetter letter, Derived derived) {
    Known known =
        new Known(derived.id("dead-letter", letter.getDeadLetterId()), letter.getRejectedAt(), 0);
    return new Part<>(
        Refusals.source(letter), known, SourceHours.refused(Refusals.reasons(letter)));
  }
}
