package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.record.plan.UnusableContractException;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.InvalidContractException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A version of an event type's contract that is tried and not in use. Events of other types are
 * validated against their current contracts. What today's contract holds for personal data stays
 * masked, whatever the candidate says of it. Thread-safe.
 */
public final class CandidateContract {
  private static final int ANY_SCHEMA = 0;
  private static final String MASKED = "masked";

  /** What says nothing of a value. */
  private static final Set<String> KINDS = Set.of("nothing", "an object", "an array", "null");

  private final RecordValidator validator;
  private final String type;
  private final PersonalFields personal;

  private CandidateContract(RecordValidator validator, String type, PersonalFields personal) {
    this.validator = validator;
    this.type = type;
    this.personal = personal;
  }

  /**
   * Compiles a candidate from the text of its Avro file.
   *
   * @throws UnusableCandidateException when events can't be validated against it
   */
  public static CandidateContract of(
      String text, EventCatalogue catalogue, RecordProperties properties, Clock clock)
      throws UnusableCandidateException {
    try {
      EventType candidate = EventCatalogue.read(text);
      List<EventType> types =
          Stream.concat(
                  Stream.of(candidate),
                  catalogue.eventTypes().stream()
                      .filter(each -> !each.name().equals(candidate.name())))
              .toList();
      Map<String, Integer> ids =
          types.stream().collect(Collectors.toMap(EventType::name, each -> ANY_SCHEMA));
      return new CandidateContract(
          new RecordValidator(types, catalogue.derivedTypes(), ids, properties, clock),
          candidate.name(),
          catalogue.find(candidate.name()).map(PersonalFields::of).orElse(PersonalFields.NONE));
    } catch (InvalidContractException | UnusableContractException e) {
      throw new UnusableCandidateException(e.getMessage(), e);
    }
  }

  /** Validates events against it; its records are for no topic. */
  public RecordValidator validator() {
    return validator;
  }

  /** The same answer about an event, with nothing personal in it. */
  public Validated masked(Validated validated, Envelope envelope) {
    return type.equals(envelope.attributes().type())
        ? validated.match(valid -> valid, invalid -> masked(invalid, envelope))
        : validated;
  }

  private Validated.Invalid masked(Validated.Invalid invalid, Envelope envelope) {
    return new Validated.Invalid(
        invalid.reason(),
        invalid.violations().stream().map(each -> masked(each, envelope)).toList());
  }

  private Violation masked(Violation violation, Envelope envelope) {
    return !KINDS.contains(violation.found()) && personal.isAt(violation.path(), envelope.paths())
        ? new Violation(violation.path(), violation.rule(), violation.expected(), MASKED)
        : violation;
  }
}
