package io.loyalty.endtoend.backends;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Runs the same servers in containers, which Testcontainers removes after the JVM. */
final class ContainerBackends implements Backends {
  private static final int SQS_PORT = 9324;
  private static final int REGISTRY_PORT = 8080;

  private final KafkaContainer kafka =
      new KafkaContainer(DockerImageName.parse("apache/kafka:4.1.0"));
  private final PostgreSQLContainer postgres =
      new PostgreSQLContainer(DockerImageName.parse("postgres:16"))
          .withUsername("postgres")
          .withPassword("postgres");
  private final GenericContainer<?> sqs =
      new GenericContainer<>(DockerImageName.parse("softwaremill/elasticmq-native:1.6.14"))
          .withExposedPorts(SQS_PORT);
  private final GenericContainer<?> registry =
      new GenericContainer<>(DockerImageName.parse("apicurio/apicurio-registry-mem:2.6.13.Final"))
          .withExposedPorts(REGISTRY_PORT)
          .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects"));

  private ContainerBackends() {}

  static ContainerBackends start() {
    ContainerBackends backends = new ContainerBackends();
    backends.kafka.start();
    backends.postgres.start();
    backends.sqs.start();
    backends.registry.start();
    return backends;
  }

  @Override
  public String bootstrapServers() {
    return kafka.getBootstrapServers();
  }

  @Override
  public URI sqsEndpoint() {
    return http(sqs, SQS_PORT, "");
  }

  @Override
  public URI registryUrl() {
    return http(registry, REGISTRY_PORT, "/apis/ccompat/v7");
  }

  @Override
  public URI createQueue(String name) {
    try (SqsClient client =
        SqsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(sqsEndpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build()) {
      client.createQueue(request -> request.queueName(name));
    }
    // The server's URLs contain its port inside the container.
    return sqsEndpoint().resolve("/000000000000/" + name);
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            postgres.getHost(),
            postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            database);
  }

  @Override
  public String password() {
    return postgres.getPassword();
  }

  private static URI http(GenericContainer<?> server, int port, String path) {
    return URI.create(
        "http://%s:%d%s".formatted(server.getHost(), server.getMappedPort(port), path));
  }
}
