package io.loyalty.ingestion.recovery;

import io.loyalty.ingestion.deadletter.DeadLetter;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.record.CandidateContract;
import io.loyalty.ingestion.record.RecordProperties;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.Redrive;
import io.loyalty.ingestion.topic.OutgoingRecord;
import io.loyalty.schemas.contract.EventCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * What is particular to dead letters that come back, around the steps that they share with live
 * traffic. For one thread, but for the counts.
 */
public final class Recovery {
  private static final String MALFORMED = "malformed-redrive";
  private static final String CANDIDATE_UNUSABLE = "candidate-unusable";

  private final PatchedEvents patched = new PatchedEvents();
  private final CandidateContracts candidates;
  private final ResolutionWriter resolutions;
  private final RedriveCounts counts;

  /** Recovers events of the catalogue's types. */
  public Recovery(
      EventCatalogue catalogue,
      RecordProperties properties,
      Clock clock,
      ResolutionWriter resolutions,
      MeterRegistry meters) {
    this.candidates = new CandidateContracts(catalogue, properties, clock);
    this.resolutions = resolutions;
    this.counts = new RedriveCounts(meters);
  }

  /**
   * The events of a message that comes back; never empty. What is wrong with the redrive itself is
   * told as a refused event.
   *
   * @param open opens a message as live traffic is opened
   */
  public List<Opened> open(Message message, Function<Message, List<Opened>> open) {
    Redrive redrive = message.redrive();
    if (!redrive.isKnown()) {
      return List.of(
          RefusedRedrive.of(message, MALFORMED, "", "headers redrive_id and dead_letter_id"));
    }
    if (redrive.fault() != null) {
      return List.of(RefusedRedrive.of(message, MALFORMED, "", redrive.fault()));
    }
    String unusable = redrive.candidate() == null ? null : candidates.fault(redrive.candidate());
    if (unusable != null) {
      return List.of(
          RefusedRedrive.of(
              message, CANDIDATE_UNUSABLE, "", "a candidate that is a contract: " + unusable));
    }
    return redrive.patch() == null ? open.apply(message) : patched.open(message, open);
  }

  /** The candidate of that text, which {@link #open} has found usable. */
  public CandidateContract candidate(String text) {
    return candidates.contract(text);
  }

  /**
   * The record of what became of one event.
   *
   * @param position which event of the original, from 0
   * @param attributes what it says about itself; null where no envelope was found
   * @param why it was refused; null where it was not
   */
  public OutgoingRecord resolution(
      Redrive redrive,
      int position,
      Envelope.Attributes attributes,
      RedriveOutcome outcome,
      DeadLetter.Rejection why) {
    return resolutions.write(redrive, position, attributes, outcome, why);
  }

  /** Counts an event whose resolution is on its topic. */
  public void resolved(RedriveOutcome outcome) {
    counts.resolved(outcome);
  }

  /** Counts a record that names no dead letter, so that nobody can be told what became of it. */
  public void skipped() {
    counts.skipped();
  }
}
