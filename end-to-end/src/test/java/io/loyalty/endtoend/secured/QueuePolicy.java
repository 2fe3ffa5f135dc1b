package io.loyalty.endtoend.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.proxy.SqsProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the shipped policy of ingestion-service with what the service calls. */
final class QueuePolicy {
  private static final Path POLICY =
      Path.of("..", "deploy", "security", "iam-ingestion-service.json");

  private QueuePolicy() {}

  /** Checks that the shipped policy allows exactly the actions that the service calls. */
  static void coversTheCallsOfTheService(SqsProxy sqs) throws IOException {
    Set<String> called =
        sqs.actions().stream()
            .filter(action -> !action.startsWith("SendMessage"))
            .map(action -> "sqs:" + action.replaceFirst("Batch$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> allowed = new TreeSet<>();
    for (JsonNode statement : new JsonMapper().readTree(POLICY.toFile()).path("Statement")) {
      statement.path("Action").forEach(action -> allowed.add(action.asString()));
    }
    assertThat(allowed).containsAll(called);
    allowed.removeAll(called);
    // A message that is processed at once never has its visibility extended.
    assertThat(allowed).isSubsetOf("sqs:ChangeMessageVisibility");
  }
}
