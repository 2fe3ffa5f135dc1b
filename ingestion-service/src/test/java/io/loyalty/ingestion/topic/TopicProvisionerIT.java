package io.loyalty.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.contract.EventCatalogue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.unit.DataSize;

/**
 * Tests topics on a real broker that somebody else creates between the service's look at them and
 * its own creation.
 */
@ExtendWith(LocalStackExtension.class)
class TopicProvisionerIT {
  private final Map<String, Object> client;
  private final TopicProperties properties =
      new TopicProperties(
          "meanwhile-" + UUID.randomUUID(),
          true,
          (short) 1,
          (short) 1,
          DataSize.ofMegabytes(32),
          Duration.ofMillis(5),
          "lz4",
          Duration.ofMinutes(1));
  private final String topic = properties.prefix() + ".points-collected";

  TopicProvisionerIT(LocalStack stack) {
    client = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers());
  }

  @Test
  void aTopicThatSomebodyElseCreatesMeanwhileIsCheckedLikeOneThatWasThere() {
    TopicProvisioner provisioner = whileCreating(new NewTopic(topic, 3, (short) 1));

    assertThatThrownBy(provisioner::prove)
        .isInstanceOf(BrokenTopicException.class)
        .hasMessageContaining("retention.ms of topic %s is 604800000 and must be -1", topic);
  }

  @Test
  void aTopicThatAnotherInstanceCreatesMeanwhileIsAccepted() {
    NewTopic ours = TopicPlan.of(EventCatalogue.fromClasspath(), properties).archives().get(topic);
    TopicProvisioner provisioner = whileCreating(ours);

    provisioner.prove();
    assertThat(provisioner.deviations()).isEmpty();
    assertThat(provisioner.names()).contains(topic);
  }

  /** Returns a provisioner that finds the topic missing, and there when it creates it. */
  private TopicProvisioner whileCreating(NewTopic meanwhile) {
    return new TopicProvisioner(
        client,
        properties,
        new TopicPromiseProperties(Set.of(), Duration.ofMinutes(10)),
        EventCatalogue.fromClasspath(),
        settings -> beforeCreation(Admin.create(settings), meanwhile));
  }

  private static Admin beforeCreation(Admin admin, NewTopic meanwhile) {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("createTopics")) {
                admin.createTopics(List.of(meanwhile)).all().get();
                // The broker may not know yet what its controller has just created.
                await()
                    .atMost(Duration.ofMinutes(5))
                    .ignoreExceptions()
                    .until(
                        () ->
                            admin
                                .describeTopics(List.of(meanwhile.name()))
                                .allTopicNames()
                                .get()
                                .containsKey(meanwhile.name()));
              }
              try {
                return method.invoke(admin, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
