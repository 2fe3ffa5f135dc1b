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

  @Test
  void streamsMayWriteEachTypeThatStagesDerive_andNoOthersButOneByOne() throws IOException {
    Set<String> written =
        ofStreams(AclOperation.WRITE, ResourceType.TOPIC)
            .filter(acl -> acl.pattern().patternType() == PatternType.LITERAL)
            .map(acl -> acl.pattern().name())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(written).isNotEmpty().containsAll(derived());
    assertThat(ofStreams(AclOperation.WRITE, ResourceType.TOPIC))
        .filteredOn(acl -> acl.pattern().patternType() == PatternType.PREFIXED)
        .extracting(acl -> acl.pattern().name())
        .containsExactly("p.stream.");
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
