package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.record.plan.AcceptedWindow;
import io.loyalty.ingestion.record.plan.EnvelopePlan;
import io.loyalty.ingestion.record.plan.EventPlan;
import io.loyalty.ingestion.record.plan.Findings;
import io.loyalty.ingestion.record.plan.HashKey;
import io.loyalty.ingestion.record.plan.PlanContext;
import io.loyalty.ingestion.record.plan.Rule;
import io.loyalty.ingestion.record.plan.UnusableContractException;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Validates events against their contracts and writes them as Avro, in one pass over the payload,
 * by a plan compiled per event type. Every event yields a record or its violations. Thread-safe;
 * each thread has buffers of its own.
 */
public final class RecordValidator {
  private static final String INVALID = "invalid";

  private final Map<String, EventPlan> plans = new HashMap<>();
  private final Set<String> derived;
  private final EnvelopePlan refusedType;
  private final ThreadLocal<PlanContext> contexts;

  /** Holds the context used last, which its own thread may use again. */
  private PlanContext recent;

  /**
   * Compiles the contracts.
   *
   * @param catalogue the event types
   * @param schemaIds the registry's id of each type's schema, by the type's name
   * @param properties what events must satisfy besides their contract
   * @param clock the clock for the window of accepted times
   * @throws UnusableContractException if a contract asks for what this service can't do, or has no
   *     schema id
   */
  public RecordValidator(
      EventCatalogue catalogue,
      Map<String, Integer> schemaIds,
      RecordProperties properties,
      Clock clock) {
    this(catalogue.eventTypes(), catalogue.derivedTypes(), schemaIds, properties, clock);
  }

  RecordValidator(
      List<EventType> types,
      List<EventType> derivedTypes,
      Map<String, Integer> schemaIds,
      RecordProperties properties,
      Clock clock) {
    HashKey key = properties.key();
    this.derived = derivedTypes.stream().map(EventType::name).collect(Collectors.toSet());
    for (EventType type : types) {
      Integer id = schemaIds.get(type.name());
      if (id == null) {
        throw new UnusableContractException(
            "%s has no schema id; register its schema first".formatted(type.name()));
      }
      plans.put(type.name(), new EventPlan(type, id, properties.deriveId(), key != null));
    }
    this.refusedType = EnvelopePlan.ofRefusedType(properties.deriveId());
    this.contexts =
        ThreadLocal.withInitial(
            () ->
                new PlanContext(
                    new Findings(properties.maxViolations(), properties.maxFoundLength()),
                    new AcceptedWindow(
                        properties.acceptedPast(), properties.acceptedFuture(), clock),
                    key));
  }

  /**
   * Returns the record of an event, or its violations.
   *
   * @param receivedAt the time at which the event was received
   */
  public Validated validate(Envelope envelope, Instant receivedAt) {
    PlanContext context = recent;
    if (context == null || !context.isOfThisThread()) {
      context = contexts.get();
      recent = context;
    }
    context.clear();
    String type = envelope.attributes().type();
    EventPlan plan = type == null ? null : plans.get(type);
    if (plan == null) {
      Rule rule =
          type != null && derived.contains(type)
              ? Rule.DERIVED_EVENT_TYPE
              : Rule.UNKNOWN_EVENT_TYPE;
      refusedType.refuse(context, envelope, receivedAt, rule);
      return new Validated.Invalid(rule.code(), context.findings().toList());
    }
    byte[] value = plan.encode(context, envelope, receivedAt);
    return value == null
        ? new Validated.Invalid(reason(context.findings()), context.findings().toList())
        : new Validated.Valid(type, context.key(), value, context.unknownFields());
  }

  private static String reason(Findings findings) {
    if (findings.isBroken()) {
      return Rule.NOT_JSON.code();
    }
    return findings.isOnly(Rule.WINDOW) ? Rule.WINDOW.code() : INVALID;
  }
}
