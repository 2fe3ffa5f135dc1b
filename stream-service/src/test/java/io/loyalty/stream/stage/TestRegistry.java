package io.loyalty.stream.stage;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.util.List;

/** Numbers the schemas of the contract, as a registry does, for topologies without a broker. */
public final class TestRegistry {
  public static final String PREFIX = "test";
  public static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  public static final ContractTypes TYPES = new ContractTypes(CATALOGUE, PREFIX);

  private static final List<EventType> KNOWN = CATALOGUE.allTypes();

  private TestRegistry() {}

  public static EventSerdes serdes() {
    return new EventSerdes(
        TYPES,
        id -> KNOWN.get(id).schemas().current(),
        type -> KNOWN.stream().map(EventType::name).toList().indexOf(type.name()));
  }
}
