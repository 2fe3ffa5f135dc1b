package io.loyalty.endtoend.secured;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Tests what the shipped ACLs allow and what they don't. */
class KafkaAclsTest {
  private static final Path CONTRACTS = Path.of("..", "schemas", "src", "main", "avro");
  private static final Set<AclOperation> READING =
      Set.of(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);

  @Test
  void eachServiceMayChangeWhatItWrites_andNothingElse() throws IOException {
    Set<String> expected =
        new TreeSet<>(
            List.of(
                "i WRITE TOPIC p.*",
                "i CREATE TOPIC p.*",
                "c WRITE TOPIC p.redrive",
                "s WRITE TOPIC p.stream.*",
                "s CREATE TOPIC p.stream.*",
                "s DELETE TOPIC p.stream.*",
                "s DELETE GROUP p.stream.*",
                "s WRITE TRANSACTIONAL_ID p.stream.*"));
    derived().forEach(topic -> expected.add("s WRITE TOPIC " + topic));
    assertThat(changes(acls())).isEqualTo(expected);
  }

  @Test
  void streamsMayMakeAndWriteTheCopyOfAType_onceItsCommentedLinesAreAdded() throws IOException {
    List<AclBinding> lines = KafkaAcls.readComments(Map.of("streams", "s", "prefix", "p"));
    assertThat(changes(lines))
        .containsExactlyInAnyOrder("s CREATE TOPIC p.TYPE.unique", "s WRITE TOPIC p.TYPE.unique");
    assertThat(lines)
        .filteredOn(acl -> acl.entry().operation() == AclOperation.DESCRIBE_CONFIGS)
        .extracting(acl -> acl.pattern().name())
        .containsExactly("p.TYPE");
  }

  @Test
  void streamsMayNotReadWhatIsRedriven() throws IOException {
    assertThat(ofStreams(AclOperation.READ, ResourceType.TOPIC))
        .filteredOn(acl -> acl.entry().permissionType() == AclPermissionType.DENY)
        .extracting(acl -> acl.pattern().name())
        .containsExactly("p.redrive");
  }

  @Test
  void nobodyMayDoEverything() throws IOException {
    assertThat(acls())
        .isNotEmpty()
        .allSatisfy(acl -> assertThat(acl.entry().operation()).isNotEqualTo(AclOperation.ALL))
        .allSatisfy(acl -> assertThat(acl.pattern().name()).startsWith("p."))
        .allSatisfy(
            acl -> assertThat(acl.pattern().resourceType()).isNotEqualTo(ResourceType.CLUSTER));
  }

  private static Stream<AclBinding> ofStreams(AclOperation operation, ResourceType type)
      throws IOException {
    return acls().stream()
        .filter(acl -> acl.entry().principal().equals("User:s"))
        .filter(acl -> acl.entry().operation() == operation)
        .filter(acl -> acl.pattern().resourceType() == type);
  }

  /** Returns who may change what; a name that others may follow ends with an asterisk. */
  private static Set<String> changes(List<AclBinding> acls) {
    return acls.stream()
        .filter(acl -> acl.entry().permissionType() == AclPermissionType.ALLOW)
        .filter(acl -> !READING.contains(acl.entry().operation()))
        .map(
            acl ->
                "%s %s %s %s%s"
                    .formatted(
                        acl.entry().principal().substring("User:".length()),
                        acl.entry().operation(),
                        acl.pattern().resourceType(),
                        acl.pattern().name(),
                        acl.pattern().patternType() == PatternType.PREFIXED ? "*" : ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<AclBinding> acls() throws IOException {
    return KafkaAcls.read(
        Map.of(
            "ingestion", "i", "consumption", "c", "streams", "s", "prefix", "p", "warehouse", "w"));
  }

  private static Set<String> derived() throws IOException {
    try (Stream<Path> files = Files.list(CONTRACTS)) {
      return files
          .filter(file -> file.toString().endsWith(".avsc"))
          .map(KafkaAclsTest::json)
          .filter(contract -> contract.containsKey("derivedBy"))
          .map(contract -> "p." + contract.get("eventType"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Map<?, ?> json(Path file) {
    try {
      return JsonMapper.shared().readValue(Files.readString(file), Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
