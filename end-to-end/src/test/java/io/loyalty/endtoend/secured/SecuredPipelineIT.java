package io.loyalty.endtoend.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceConnection;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import io.loyalty.endtoend.command.PipelineCommand;
import io.loyalty.endtoend.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the whole pipeline with every connection secured and minimal rights, by the shipped files,
 * and with wrong passwords, rights and certificates.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredPipelineIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @TempDir static Path directory;

  private SecuredBackends backends;
  private SecuredServices services;
  private SecuredEvents events;
  private URI queueUrl;
  private ServiceProcess ingestion;
  private ServiceProcess consumption;
  private SecuredStages stages;

  @BeforeAll
  void start() throws Exception {
    backends = SecuredBackends.start(directory);
    services = new SecuredServices(backends);
    queueUrl = backends.stack().createQueue("secured");
    events = new SecuredEvents(backends, queueUrl, this::pipeline);
    ServiceProcess migration = services.migration();
    migration.start();
    assertThat(migration.exitCode()).as("the owner migrates").isZero();
    ingestion =
        services.ingestion(queueUrl, backends.stack().bootstrapServers(), "ingestion-service");
    consumption = services.consumption("127.0.0.1", "db-consumption-service");
    stages = new SecuredStages(backends, services);
    ingestion.start();
    consumption.start();
    stages.service().start();
    ingestion.awaitRunning();
    consumption.awaitRunning();
    stages.service().awaitRunning();
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (ingestion != null) {
      ingestion.end();
      consumption.end();
      stages.service().end();
    }
    if (events != null) {
      events.close();
    }
    if (backends != null) {
      backends.close();
    }
  }

  @AfterEach
  void showsNoSecretInAnyLog() throws IOException {
    for (String name :
        List.of("ingestion-service", "db-consumption-service", "stream-service", "migration")) {
      assertThat(Files.readString(services.log(name)))
          .as("the log of %s", name)
          .doesNotContain(backends.secrets())
          .doesNotContain(SecuredServices.TOKEN);
    }
  }

  @Test
  void loadsReplaysAndReconciles_withEveryConnectionSecured() throws Exception {
    events.send(new SampleEvents(System.nanoTime(), Instant.now()).mixed());
    accountForEverything();
    stages.everyPurchaseIsEnriched();
    stages.resets("enrichment");

    assertThat(pipeline("replay", "--all", "--watch")).as("a replay by the command").isZero();
    accountForEverything();
    DatabaseRights rights = new DatabaseRights(backends);
    rights.everyConnectionOfTheServicesIsEncrypted();
    rights.readersReadAndDoNotWrite();
    rights.theLoadAddsToTheAuditAndChangesNothingInIt();
    servesNothingWithoutTlsAndToken();
  }

  @Test
  void holdsAndGoesOn_whenThePasswordsOfKafkaHaveExpired() throws Exception {
    for (String user : SecuredBackends.USERS) {
      backends.password(user, "another");
    }
    // Open connections stay authenticated for a while; this closes them.
    backends.stack().stopBroker();
    backends.stack().startBroker();
    try {
      events.send(some());
      awaitLog("ingestion-service", "failed authentication");
      awaitLog("db-consumption-service", "Kafka and this service do not trust each other");
      stages.allWait("Kafka refuses: Authentication failed");
    } finally {
      for (String user : SecuredBackends.USERS) {
        backends.password(user, backends.password(user));
      }
    }
    accountForEverything();
    stages.everyPurchaseIsEnriched();
    QueuePolicy.coversTheCallsOfTheService(backends.sqs());
  }

  @Test
  void holdsAndGoesOn_whenARightOnATopicIsTakenAway() throws Exception {
    List<AclBinding> taken =
        backends.acls().stream()
            .filter(acl -> acl.pattern().resourceType() == ResourceType.TOPIC)
            .filter(
                acl ->
                    acl.entry().operation() == AclOperation.READ
                        || acl.entry().operation() == AclOperation.WRITE)
            .toList();
    backends.admin().deleteAcls(taken.stream().map(AclBinding::toFilter).toList()).all().get();
    try {
      events.send(some());
      awaitLog("ingestion-service", "TopicAuthorizationException");
      awaitLog("db-consumption-service", "Kafka allows this service too little");
      stages.allWait("Kafka does not allow this service to read " + SecuredBackends.PREFIX + ".");
    } finally {
      backends.admin().createAcls(taken).all().get();
    }
    accountForEverything();
    stages.everyPurchaseIsEnriched();
  }

  @Test
  void waitsAndGoesOn_whenTheGroupOrTheTransactionsOfAStageAreNotAllowed() throws Exception {
    stages.startWithoutRights(ResourceType.GROUP, "Not authorized to access group");
    stages.startWithoutRights(
        ResourceType.TRANSACTIONAL_ID, "Transactional Id authorization failed");
    events.send(some());
    accountForEverything();
    stages.everyPurchaseIsEnriched();
  }

  @Test
  void holdsAndGoesOn_whenThePasswordOfTheDatabaseHasExpired() throws Exception {
    backends.sql("postgres", "ALTER ROLE loyalty_loader PASSWORD 'another'");
    try {
      backends.sql(
          "postgres",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'loyalty_loader'");
      events.send(some());
      awaitLog(
          "db-consumption-service",
          "password authentication failed for user \"loyalty_loader\"; check spring.datasource");
    } finally {
      backends.sql(
          "postgres",
          "ALTER ROLE loyalty_loader PASSWORD '%s'"
              .formatted(backends.password("loader_password")));
    }
    accountForEverything();
  }

  @Test
  void holdsAndGoesOn_whenThePasswordOfTheRegistryHasExpired() throws Exception {
    backends.registry().require(SecuredBackends.basic("another"));
    // Only a service that has not cached a schema requests one.
    consumption.stop();
    consumption.start();
    try {
      events.send(some());
      awaitRefusalOfTheRegistry();
    } finally {
      backends.registry().require(SecuredBackends.basic(backends.password("registry")));
    }
    accountForEverything();
  }

  @Test
  void saysInOneSentence_thatTheCertificateOfTheBrokerIsOfAnotherHost() throws Exception {
    String broker = backends.stack().bootstrapServers().replace("127.0.0.1", "localhost");
    ServiceProcess stranger = services.ingestion(queueUrl, broker, "wrong-broker");
    ingestion.stop();
    stranger.start();
    assertThat(stranger.exitCode()).as("a start with a certificate that is wrong").isNotZero();
    assertThat(Files.readString(services.log("wrong-broker")))
        .contains("Kafka at [%s] refuses".formatted(broker))
        .contains("localhost")
        .contains("Check spring.kafka.*");
    ingestion.start();
    events.send(some());
    accountForEverything();
  }

  @Test
  void saysInOneSentence_thatTheCertificateOfTheDatabaseIsOfAnotherHost() throws Exception {
    ServiceProcess stranger = services.consumption("localhost", "wrong-database");
    consumption.stop();
    events.send(some());
    stranger.start();
    awaitLog("wrong-database", "TLS fails: The hostname localhost could not be verified");
    stranger.stop();
    consumption.start();
    accountForEverything();
  }

  private static List<SampleMessage> some() {
    return new SampleEvents(System.nanoTime(), Instant.now()).mixed().subList(0, 50);
  }

  private void awaitRefusalOfTheRegistry() {
    Pattern refusal = Pattern.compile("answers 401: check the credentials");
    await("the log tells that the registry refuses")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> refusal.matcher(Files.readString(services.log("db-consumption-service"))).find());
  }

  private void awaitLog(String service, String text) {
    await("%s says: %s".formatted(services.log(service), text))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> Files.readString(services.log(service)).contains(text));
  }

  private void accountForEverything() throws Exception {
    ingestion.awaitRunning();
    consumption.awaitRunning();
    events.account();
  }

  /** Runs the command as a user of another machine would. */
  private int pipeline(String... words) {
    List<String> options = new ArrayList<>(List.of(words).subList(1, words.length));
    options.add("--url=" + services.consumption());
    options.add("--token=" + SecuredServices.TOKEN);
    options.add("--ca-file=" + backends.authority().certificate());
    return new PipelineCommand(directory).call(words[0], options.toArray(String[]::new)).exitCode();
  }

  private void servesNothingWithoutTlsAndToken() {
    assertThat(anonymous(services.trusted(services.management())).text("/actuator/health/liveness"))
        .contains("UP");
    List<URI> apis = List.of(services.ingestion(), services.consumption(), services.streams());
    for (URI service : apis) {
      assertRefusesStatus(services.trusted(service), 401);
    }
    List<URI> all = new ArrayList<>(apis);
    all.add(services.management());
    for (URI service : all) {
      URI plain = URI.create(service.toString().replace("https:", "http:"));
      assertRefusesStatus(new ServiceAddress(plain), 400);
    }
  }

  private static void assertRefusesStatus(ServiceAddress service, int status) {
    assertThat(
            catchThrowableOfType(ServiceException.class, () -> anonymous(service).text("/status")))
        .as("%s without a token", service)
        .extracting(ServiceException::status)
        .isEqualTo(status);
  }

  private static ServiceConnection anonymous(ServiceAddress service) {
    return new ServiceConnection("the service", service, Optional.empty(), Timeouts.SHORT);
  }
}
