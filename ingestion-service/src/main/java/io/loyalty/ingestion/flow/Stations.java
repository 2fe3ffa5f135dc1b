package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.record.RecordValidator;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.ingestion.source.Message;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens messages and validates events. If a step fails unexpectedly, the event is refused like any
 * other, and the class and location of the exception are logged. Thread-safe as its parts are.
 */
public final class Stations {
  private static final Logger log = LoggerFactory.getLogger(Stations.class);
  private static final String UNEXPECTED = "unexpected-fault";
  private static final String TOO_OFTEN = "received-too-often";

  private final EnvelopeReader reader;
  private final RecordValidator validator;
  private final int maxReceives;

  /**
   * Creates the steps from a reader and a validator.
   *
   * @param maxReceives the number of deliveries after which a message is refused unopened, since it
   *     may be what crashes the service each time
   */
  public Stations(EnvelopeReader reader, RecordValidator validator, int maxReceives) {
    this.reader = reader;
    this.validator = validator;
    this.maxReceives = maxReceives;
  }

  /** Returns the same steps with another validator. */
  Stations with(RecordValidator other) {
    return new Stations(reader, other, maxReceives);
  }

  /** Returns the events of a message, at least one; never throws. */
  public List<Opened> open(Message message) {
    if (message.receipt().receiveCount() > maxReceives) {
      return List.of(refused(message, TOO_OFTEN));
    }
    try {
      return reader.open(message.body());
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(unexpected("open", message, e));
    }
  }

  /** Returns the record of an event of this message, or the rules that it breaks; never throws. */
  public Validated validate(Envelope envelope, Message message) {
    try {
      return validator.validate(envelope, message.receipt().receivedAt());
    } catch (RuntimeException | StackOverflowError e) {
      tell("validate", message, e);
      return new Validated.Invalid(UNEXPECTED, List.of());
    }
  }

  /** Refuses a message with which a step failed unexpectedly, and logs where. */
  static Opened unexpected(String step, Message message, Throwable fault) {
    tell(step, message, fault);
    return refused(message, UNEXPECTED);
  }

  private static Opened.Refused refused(Message message, String reason) {
    return new Opened.Refused(JsonSlice.of(message.body()), true, reason, List.of());
  }

  private static void tell(String step, Message message, Throwable fault) {
    log.error(
        "Unexpected {} in step {} of message {}; its event is refused.",
        FaultLocation.of(fault),
        step,
        message.receipt().messageId());
  }
}
