package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Envelope.Attributes;
import io.loyalty.ingestion.json.JsonText;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds events against their contracts and writes them as Avro, in one pass over the payload, by a
 * plan compiled per event type. Whatever an event is made of, the answer is a record or what is
 * wrong with it. Thread-safe; each thread keeps buffers of its own.
 */
public final class RecordValidator {
  private static final String INVALID = "invalid";

  private final Map<String, EventPlan> plans = new HashMap<>();
  private final EnvelopePlan unknownType;
  private final ThreadLocal<Run> runs;

  /** The last one used; whose thread it is tells whether it may be used again. */
  private Run recent;

  /**
   * Compiles the contracts.
   *
   * @param catalogue the event types
   * @param schemaIds the registry's id of each type's schema, by the type's name
   * @param properties what events must hold to beside their contract
   * @param clock what the window of accepted times is reckoned from
   * @throws UnusableContractException when a contract asks for what this service can't do, or has
   *     no schema id
   */
  public RecordValidator(
      EventCatalogue catalogue,
      Map<String, Integer> schemaIds,
      RecordProperties properties,
      Clock clock) {
    this(catalogue.eventTypes(), schemaIds, properties, clock);
  }

  RecordValidator(
      List<EventType> types,
      Map<String, Integer> schemaIds,
      RecordProperties properties,
      Clock clock) {
    HashKey key = properties.key();
    for (EventType type : types) {
      Integer id = schemaIds.get(type.name());
      if (id == null) {
        throw new UnusableContractException(
            "%s has no schema id; register its schema first".formatted(type.name()));
      }
      plans.put(type.name(), new EventPlan(type, id, properties));
    }
    this.unknownType = new EnvelopePlan(StringPlan.nonBlank(), properties.deriveId());
    this.runs =
        ThreadLocal.withInitial(
            () ->
                new Run(
                    new Findings(properties.maxViolations(), properties.maxFoundLength()),
                    new AcceptedWindow(properties, clock),
                    key));
  }

  /**
   * The record of an event, or everything that is wrong with it.
   *
   * @param receivedAt when the event was taken from the queue
   */
  public Validated validate(Envelope envelope, Instant receivedAt) {
    Run run = recent;
    if (run == null || !run.isOfThisThread()) {
      run = runs.get();
      recent = run;
    }
    run.clear();
    Attributes attributes = envelope.attributes();
    EventPlan plan = attributes.type() == null ? null : plans.get(attributes.type());
    if (plan == null) {
      return refuseType(run, envelope, receivedAt);
    }
    int base = run.segments().open(EnvelopePlan.FIELDS);
    plan.envelope().encode(run, base, attributes, envelope.paths(), receivedAt);
    String path = envelope.paths().payload();
    if (envelope.payload() == null) {
      run.findings().add(path, Rule.REQUIRED, "an object", "nothing");
    } else {
      Validated.Valid valid = plan.encode(attributes.type(), run, base, envelope.payload(), path);
      if (valid != null) {
        return valid;
      }
    }
    return new Validated.Invalid(reason(run.findings()), run.findings().toList());
  }

  private static String reason(Findings findings) {
    if (findings.isBroken()) {
      return Rule.NOT_JSON.code();
    }
    return findings.isOnly(Rule.WINDOW) ? Rule.WINDOW.code() : INVALID;
  }

  private Validated refuseType(Run run, Envelope envelope, Instant receivedAt) {
    Attributes attributes = envelope.attributes();
    run.atAttribute(
        envelope.paths().type(), attributes.type() == null ? null : JsonText.of(attributes.type()));
    run.refuse(
        attributes.type() == null ? Rule.REQUIRED : Rule.UNKNOWN_EVENT_TYPE,
        "a known event type",
        false);
    int base = run.segments().open(EnvelopePlan.FIELDS);
    unknownType.encode(run, base, attributes, envelope.paths(), receivedAt);
    return new Validated.Invalid(Rule.UNKNOWN_EVENT_TYPE.code(), run.findings().toList());
  }
}
