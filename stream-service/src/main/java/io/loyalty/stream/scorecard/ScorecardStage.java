package io.loyalty.stream.scorecard;

import io.loyalty.pipeline.DeadLetter;
import io.loyalty.stream.scorecard.state.SourceHour;
import io.loyalty.stream.stage.Derived;
import io.loyalty.stream.stage.SkippedEvents.Known;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import io.loyalty.stream.window.Part;
import io.loyalty.stream.window.WindowProperties;
import io.loyalty.stream.window.Windowing;
import io.loyalty.stream.window.Windows;
import org.apache.avro.specific.SpecificRecord;
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
    var hours = new Windows<>(topology, windowing, windows);
    topology.sentTypes().forEach((name, type) -> add(hours, topology, name, type));
    hours.addParts(
        DeadLetter.class,
        topology.readDeadLetters(),
        letter -> letter.isAgain() ? null : part(letter.event(), derived));
    topology.write("source-scorecard", hours.results());
  }

  private <T extends SpecificRecord> void add(
      Windows<SourceHour> hours, StageTopology topology, String name, Class<T> type) {
    var accepted = new AcceptedEvents(name, topology.checks(type), properties.clockTolerance());
    hours.addParts(type, topology.readDeliveries(type), accepted::part);
  }

  private static Part<SourceHour> part(DeadLetter letter, Derived derived) {
    Known known =
        new Known(derived.id("dead-letter", letter.getDeadLetterId()), letter.getRejectedAt(), 0);
    return new Part<>(
        Refusals.source(letter), known, SourceHours.refused(Refusals.reasons(letter)));
  }
}
