package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.localstack.proxy.RegistryProxy;
import io.loyalty.localstack.tls.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that a broken setup ends the process with exit code 1 and one sentence, and leaves the
 * queue untouched.
 */
@ExtendWith(LocalStackExtension.class)
class BrokenSetUpIT {
  @TempDir private Path directory;

  @Test
  void saysWhenTheQueueIsMissing(LocalStack stack) throws Exception {
    assertEnds(
        stack,
        "does not exist: create it or correct ingestion.queue.url.",
        "--ingestion.queue.url=" + stack.sqsEndpoint() + "/000000000000/nowhere");
  }

  @Test
  void saysWhenATopicIsMissing(LocalStack stack) {
    assertRefuses(
        stack,
        "Create them, or set ingestion.topic.create=true.",
        "--ingestion.topic.create=false");
  }

  @Test
  void saysWhenTheClusterIsTooSmall(LocalStack stack) {
    assertRefuses(stack, "can't have 3 replicas", "--ingestion.topic.replication-factor=3");
  }

  @Test
  void saysWhenASchemaIsMissing(LocalStack stack) {
    assertRefuses(
        stack,
        "or set ingestion.registry.register-schemas=true.",
        "--ingestion.registry.register-schemas=false");
  }

  @Test
  void saysWhenTheRegistryIsNone(LocalStack stack) {
    assertRefuses(
        stack,
        "does not answer as a schema registry",
        "--ingestion.registry.url=" + stack.registryUrl() + "/nowhere");
  }

  @Test
  void saysWhenTheConfigurationIsWrong(LocalStack stack) throws Exception {
    assertEnds(
        stack,
        "ingestion.queue.wait-time is PT30S; SQS takes 1s to 20s",
        "--ingestion.queue.wait-time=30s");
  }

  @Test
  void saysWhenKafkaWouldNotBeEncrypted(LocalStack stack) throws Exception {
    Path authority = CertificateAuthority.in(directory.resolve("authority")).certificate();
    assertEnds(
        stack,
        "spring.kafka.ssl.bundle is set, but spring.kafka.security.protocol is PLAINTEXT",
        "--spring.ssl.bundle.pem.broker.truststore.certificate=file:" + authority,
        "--spring.kafka.ssl.bundle=broker");
  }

  @Test
  void saysWhenTheServiceWouldNotLogInToKafka(LocalStack stack) throws Exception {
    assertEnds(
        stack,
        "sasl.mechanism is set, but spring.kafka.security.protocol is PLAINTEXT",
        "--spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512");
  }

  @Test
  void waitsForARegistryThatIsDown(LocalStack stack) {
    stack.registryUrl();
    stack.stopRegistry();
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.send(SampleEvents.event("offer-viewed"));
      Thread starting = new Thread(programme::start);
      try {
        starting.start();
        await()
            .atMost(Duration.ofMinutes(3))
            .until(() -> programme.state() == FlowState.STARTING && programme.reason() != null);
        assertThat(programme.reason()).contains("registry").contains("not available");
        assertThat(programme.messagesInQueue()).isEqualTo(1);
      } finally {
        stack.startRegistry();
      }
      await().atMost(Duration.ofMinutes(3)).until(() -> programme.state() == FlowState.RUNNING);
      programme.account(1, 1, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429})
  void waitsForARegistryThatDoesNotLetItYet(int status, LocalStack stack) throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack);
        RegistryProxy registry = RegistryProxy.to(stack.registryUrl())) {
      registry.refuse(path -> true, status);
      programme.send(SampleEvents.event("offer-viewed"));
      Thread starting =
          new Thread(() -> programme.start("--ingestion.registry.url=" + registry.url()));
      starting.start();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> programme.state() == FlowState.STARTING && programme.reason() != null);
      assertThat(programme.reason()).contains("the registry").contains("answers " + status);
      assertThat(programme.messagesInQueue()).isEqualTo(1);

      registry.allow();

      await().atMost(Duration.ofMinutes(3)).until(() -> programme.state() == FlowState.RUNNING);
      programme.account(1, 1, 0);
    }
  }

  private static void assertRefuses(LocalStack stack, String sentence, String argument) {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.send(SampleEvents.event("offer-viewed"));
      assertThatThrownBy(() -> programme.start(argument)).hasMessageContaining(sentence);
      assertThat(programme.messagesInQueue()).isEqualTo(1);
    }
  }

  private void assertEnds(LocalStack stack, String sentence, String... arguments) throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack);
        ServiceProcess service =
            ServiceProcess.start(
                Files.createTempFile(directory, "service", ".log"),
                programme.arguments(arguments))) {
      assertThat(service.exitCode()).as(service.output()).isEqualTo(1);
      assertThat(service.output()).contains(sentence).doesNotContain("\tat ");
      assertThat(programme.messagesInQueue()).isZero();
    }
  }
}
