package io.loyalty.stream.fraud.trial;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.stream.stage.ContractTypes;
import io.loyalty.stream.stage.EventSerdes;
import java.util.List;
import java.util.Map;

/**
 * Takes the place of the registry: the records of the trial come with the schemas that they were
 * written with, and those of the stage itself are numbered here.
 */
final class TrialSchemas {
  /** Ids of the stage's own schemas begin here, far from those that come with the records. */
  private static final int OWN = 1_000_000;

  private final List<EventType> types;
  private final Map<Integer, String> given;

  TrialSchemas(EventCatalogue catalogue, Map<Integer, String> given) {
    this.types = catalogue.allTypes();
    this.given = given;
  }

  EventSerdes serdes(ContractTypes contract) {
    return new EventSerdes(contract, this::text, this::id);
  }

  private int id(EventType type) {
    return OWN + types.stream().map(EventType::name).toList().indexOf(type.name());
  }

  private String text(int id) {
    if (id >= OWN) {
      return types.get(id - OWN).schemas().current();
    }
    String text = given.get(id);
    if (text == null) {
      throw new IllegalStateException("no schema of id %d came before the records".formatted(id));
    }
    return text;
  }
}
