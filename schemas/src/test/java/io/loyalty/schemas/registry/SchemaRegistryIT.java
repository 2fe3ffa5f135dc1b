package io.loyalty.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.contract.Compatibility;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the client with the registry of the local stack. */
@ExtendWith(LocalStackExtension.class)
class SchemaRegistryIT {
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();

  private final LocalStack stack;

  SchemaRegistryIT(LocalStack stack) {
    this.stack = stack;
  }

  static Stream<EventType> contracts() {
    return CATALOGUE.allTypes().stream();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void aSchemaComesBackByteForByteAndItsIdIsStable(EventType type) {
    String subject = type.subject("registered");
    String schema = type.schemas().current();
    int id = registry().register(subject, schema);
    assertThat(registry().schema(id)).isEqualTo(schema);
    assertThat(registry().register(subject, schema)).isEqualTo(id);
    assertThat(registry().find(subject, schema)).hasValue(id);
  }

  @Test
  void findsNothing_whenNothingIsRegistered() {
    EventType type = CATALOGUE.find("offer-viewed").orElseThrow();
    assertThat(registry().find(type.subject("nowhere"), type.schemas().current())).isEmpty();
  }

  @Test
  void anIdThatTheRegistryLacksIsUnknown() {
    assertThatThrownBy(() -> registry().schema(987_654_321))
        .isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void refusesWhatIsIncompatibleWithEarlierVersions_onceTheLevelIsSet() {
    String schema = CATALOGUE.find("offer-completed").orElseThrow().schemas().current();
    String incompatible = schema.replace("\"name\": \"rewardAmount\"", "\"name\": \"worth\"");
    SchemaRegistry registry = registry();
    registry.register("levels-value", schema);
    registry.setCompatibility("levels-value", Compatibility.FULL_TRANSITIVE);
    assertThat(registry.isCompatible("levels-value", schema)).isTrue();
    assertThat(registry.isCompatible("levels-value", incompatible)).isFalse();
    assertThatThrownBy(() -> registry.register("levels-value", incompatible))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining("levels-value");
  }

  @Test
  void anythingIsCompatibleWithASubjectThatDoesNotExist() {
    assertThat(registry().isCompatible("unheard-of-value", "\"string\"")).isTrue();
  }

  @Test
  void refusesWhatIsNoSchema() {
    assertThatThrownBy(() -> registry().register("broken-value", "{\"type\":\"rekord\"}"))
        .isInstanceOf(SchemaRefusedException.class);
  }

  /** Returns a client with an empty cache. */
  private SchemaRegistry registry() {
    return new SchemaRegistry(RegistryOptions.of(stack.registryUrl()));
  }
}
