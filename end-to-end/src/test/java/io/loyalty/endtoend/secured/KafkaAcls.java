package io.loyalty.endtoend.secured;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Reads the shipped file of ACLs with the options of {@code kafka-acls.sh}. */
final class KafkaAcls {
  private static final Path FILE = Path.of("..", "deploy", "security", "kafka-acls.txt");
  private static final String COMMENTED = "# --";
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private KafkaAcls() {}

  /** Returns all ACLs of the file with the given values for its placeholders. */
  static List<AclBinding> read(Map<String, String> values) throws IOException {
    List<AclBinding> bindings = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        bindings.addAll(bindings(filled(line, values)));
      }
    }
    return bindings;
  }

  /** Returns the ACLs that stand in the file as comments, for what is not set up in general. */
  static List<AclBinding> readComments(Map<String, String> values) throws IOException {
    List<AclBinding> bindings = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith(COMMENTED)) {
        bindings.addAll(bindings(filled(line.substring(2), values)));
      }
    }
    return bindings;
  }

  private static String filled(String line, Map<String, String> values) {
    String text = line;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${%s}".formatted(value.getKey()), value.getValue());
    }
    if (text.contains("${")) {
      throw new IllegalArgumentException("no value for a place of: " + text);
    }
    return text;
  }

  private static List<AclBinding> bindings(String line) {
    List<String> words = BLANKS.splitAsStream(line.trim()).toList();
    List<AclOperation> operations = new ArrayList<>();
    String principal = null;
    AclPermissionType permission = AclPermissionType.ALLOW;
    ResourceType type = null;
    String name = null;
    PatternType pattern = PatternType.LITERAL;
    for (int i = 0; i < words.size(); i += 2) {
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "--allow-principal" -> principal = value;
        case "--deny-principal" -> {
          principal = value;
          permission = AclPermissionType.DENY;
        }
        case "--operation" -> operations.add(operation(value));
        case "--resource-pattern-type" ->
            pattern = PatternType.valueOf(value.toUpperCase(Locale.ROOT));
        case "--topic", "--group", "--transactional-id" -> {
          type = ResourceType.fromString(words.get(i).substring(2).replace('-', '_'));
          name = value;
        }
        default -> throw new IllegalArgumentException("not known: " + words.get(i));
      }
    }
    ResourcePattern resource = new ResourcePattern(type, name, pattern);
    String who = principal;
    AclPermissionType what = permission;
    return operations.stream()
        .map(
            operation ->
                new AclBinding(resource, new AccessControlEntry(who, "*", operation, what)))
        .toList();
  }

  private static AclOperation operation(String name) {
    return AclOperation.valueOf(
        name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
  }
}
