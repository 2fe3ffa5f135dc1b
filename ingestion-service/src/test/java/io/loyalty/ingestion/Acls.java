package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Denies everybody the permission to write to a topic, and restores it. */
final class Acls {
  private static final Duration SOON = Duration.ofMinutes(3);

  private final Admin admin;
  private final List<AclBinding> bindings;

  private Acls(Admin admin, List<AclBinding> bindings) {
    this.admin = admin;
    this.bindings = bindings;
  }

  static Acls forbidWriting(String bootstrapServers, String topic) {
    Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    ResourcePattern resource = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
    Acls acls =
        new Acls(
            admin,
            List.of(
                // A topic with an ACL forbids everything that no ACL allows.
                new AclBinding(resource, everybody(AclOperation.ALL, AclPermissionType.ALLOW)),
                new AclBinding(resource, everybody(AclOperation.WRITE, AclPermissionType.DENY))));
    join(admin.createAcls(acls.bindings).all());
    acls.awaitOnTheBroker();
    return acls;
  }

  /** The broker applies an ACL only some time after the controller has acknowledged it. */
  private void awaitOnTheBroker() {
    AclBindingFilter all =
        new AclBindingFilter(bindings.get(0).pattern().toFilter(), AccessControlEntryFilter.ANY);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(admin.describeAcls(all).values().get()).hasSameElementsAs(bindings));
  }

  private static AccessControlEntry everybody(
      AclOperation operation, AclPermissionType permission) {
    return new AccessControlEntry("User:*", "*", operation, permission);
  }

  /** Restores the permission; further calls do nothing. */
  void allow() {
    join(admin.deleteAcls(bindings.stream().map(AclBinding::toFilter).toList()).all());
    admin.close();
  }

  private static void join(KafkaFuture<?> done) {
    done.toCompletionStage().toCompletableFuture().join();
  }
}
