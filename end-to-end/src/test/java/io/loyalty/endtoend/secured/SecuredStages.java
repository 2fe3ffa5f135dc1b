package io.loyalty.endtoend.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.client.ServiceException;
import io.loyalty.client.streams.StageState;
import io.loyalty.endtoend.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourceType;

/** Checks what the stages do when Kafka refuses them, and that they go on by themselves. */
final class SecuredStages {
  private static final String NAME = "stream-service";

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final SecuredBackends backends;
  private final SecuredServices services;
  private final ServiceProcess service;

  SecuredStages(SecuredBackends backends, SecuredServices services) throws IOException {
    this.backends = backends;
    this.services = services;
    this.service = services.streams(NAME);
  }

  ServiceProcess service() {
    return service;
  }

  /** Checks that each stage says so, in the log and to who asks, and does not end. */
  void allWait(String reason) {
    awaitLog("waits: " + reason);
    await("every stage waits: " + reason)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ServiceException.class)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(services.stages())
                    .isNotEmpty()
                    .allSatisfy(
                        stage -> {
                          assertThat(stage.state()).isEqualTo(StageState.WAITING);
                          assertThat(stage.reason()).startsWith(reason);
                        }));
  }

  /**
   * Starts the service anew without its rights on this kind of thing, and gives them back once it
   * has said so.
   */
  void startWithoutRights(ResourceType type, String reason) throws Exception {
    List<AclBinding> taken =
        backends.acls().stream()
            .filter(acl -> acl.entry().principal().endsWith(SecuredBackends.STREAMS))
            .filter(acl -> acl.pattern().resourceType() == type)
            .toList();
    assertThat(taken).isNotEmpty();
    service.stop();
    backends.admin().deleteAcls(taken.stream().map(AclBinding::toFilter).toList()).all().get();
    try {
      service.start();
      awaitLog("waits: Kafka refuses: " + reason);
    } finally {
      backends.admin().createAcls(taken).all().get();
    }
  }

  /** Checks that the stages are at work, by one whose results can be told in advance. */
  void everyPurchaseIsEnriched() {
    service.awaitRunning();
    await("every purchase is enriched once")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(ids("SELECT purchase_id::text FROM bi.purchase_enriched ORDER BY 1"))
                    .isEqualTo(
                        ids("SELECT event_id::text FROM bi.purchase_transaction ORDER BY 1")));
  }

  /** Checks that a stage can be reset, and that its group and topics before it are deleted. */
  void resets(String stage) {
    String application = services.reset(stage);
    await("%s runs, and nothing before it is left".formatted(application))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(backends.admin().listGroups().all().get())
                  .extracting(GroupListing::groupId)
                  .filteredOn(group -> group.contains(".stream." + stage))
                  .containsExactly(application);
              assertThat(backends.admin().listTopics().names().get())
                  .filteredOn(topic -> topic.contains(".stream." + stage))
                  .isNotEmpty()
                  .allSatisfy(topic -> assertThat(topic).startsWith(application + "-"));
            });
    service.awaitRunning();
  }

  private List<String> ids(String query) throws Exception {
    return backends.warehouse().query(query).stream().map(row -> row.get(0)).toList();
  }

  private void awaitLog(String text) {
    await("%s says: %s".formatted(services.log(NAME), text))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> Files.readString(services.log(NAME)).contains(text));
  }
}
