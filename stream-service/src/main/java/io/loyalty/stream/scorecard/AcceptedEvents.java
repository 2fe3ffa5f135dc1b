package io.loyalty.stream.scorecard;

import io.loyalty.schemas.check.CheckSet;
import io.loyalty.stream.scorecard.state.LatenessBucket;
import io.loyalty.stream.scorecard.state.SourceHour;
import io.loyalty.stream.stage.ContractTypes;
import io.loyalty.stream.stage.Delivery;
import io.loyalty.stream.stage.SkippedEvents.Known;
import io.loyalty.stream.window.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Makes of the accepted events of a type what they add to the hours of their sources. */
final class AcceptedEvents {
  private static final String UNMAPPED = "unmapped";

  private final String type;
  private final FailedChecks checks;
  private final Duration clockTolerance;

  /**
   * Reads events of a type.
   *
   * @param type its name
   * @param checks its checks
   * @param clockTolerance by how much a clock may be ahead
   */
  AcceptedEvents(String type, CheckSet checks, Duration clockTolerance) {
    this.type = type;
    this.checks = new FailedChecks(checks);
    this.clockTolerance = clockTolerance;
  }

  /** Returns the part of an event, or of one that came again. */
  Part<SourceHour> part(Delivery delivery) {
    SpecificRecord event = delivery.event();
    String source = ContractTypes.source(event);
    Known known = Known.of(event);
    if (delivery.isAgain()) {
      Known came = new Known(known.id(), ContractTypes.receivedAt(event), 0);
      return new Part<>(source, came, SourceHours.duplicate());
    }
    return new Part<>(source, known, hour(event, known.occurredAt()));
  }

  private SourceHour hour(SpecificRecord event, Instant occurredAt) {
    Duration ahead = Duration.between(ContractTypes.receivedAt(event), occurredAt);
    boolean isAhead = ahead.compareTo(clockTolerance) > 0;
    boolean hasUnknownFields = event.get(event.getSchema().getField(UNMAPPED).pos()) != null;
    List<String> failed = checks.of(event);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt);
    int lateness = Lateness.bucket(ahead.negated().toMillis());
    return SourceHours.nothing()
        .setClockAhead(isAhead ? 1 : 0)
        .setClockAheadMost(isAhead ? ahead.toMillis() : 0)
        .setUnknownFields(hasUnknownFields ? 1 : 0)
        .setFailedChecks(failed.isEmpty() ? 0 : 1)
        .setMinutes(1L << occurredAt.atOffset(ZoneOffset.UTC).getMinute())
        .setFirstAt(micros)
        .setLastAt(micros)
        .setLateness(List.of(new LatenessBucket(lateness, 1L)))
        .setTypes(List.of(Tallies.one(type)))
        .setChecks(
            failed.stream().map(check -> Tallies.one(type, check)).sorted(Tallies.BY_NAME).toList())
        .build();
  }
}
