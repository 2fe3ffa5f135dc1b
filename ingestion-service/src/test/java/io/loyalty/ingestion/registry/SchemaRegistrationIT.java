package io.loyalty.ingestion.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests the registration on a real registry, which looks whether something is there first. */
@ExtendWith(LocalStackExtension.class)
class SchemaRegistrationIT {
  private final EventCatalogue catalogue = EventCatalogue.fromClasspath();
  private final String prefix = "together-" + UUID.randomUUID();
  private final CyclicBarrier start = new CyclicBarrier(2);

  @RepeatedTest(3)
  void twoInstancesThatStartTogetherRegisterTheSame(LocalStack stack) throws Exception {
    ExecutorService instances = Executors.newFixedThreadPool(2);
    try {
      Future<SchemaIds> one = instances.submit(() -> registered(stack));
      Future<SchemaIds> other = instances.submit(() -> registered(stack));
      assertThat(one.get()).isEqualTo(other.get());
    } finally {
      instances.shutdownNow();
    }
  }

  private SchemaIds registered(LocalStack stack) throws Exception {
    SchemaRegistration registration =
        new SchemaRegistration(
            new SchemaRegistry(RegistryOptions.of(stack.registryUrl())),
            catalogue,
            new RegistryProperties(stack.registryUrl(), null, null, true),
            prefix);
    start.await();
    return registration.prove();
  }
}
