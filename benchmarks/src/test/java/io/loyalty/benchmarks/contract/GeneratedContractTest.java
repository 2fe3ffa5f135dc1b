package io.loyalty.benchmarks.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeneratedContractTest {
  private final GeneratedContract contract = new GeneratedContract(2, 3);

  @Test
  void writesAnAvroFileForEachType_thatIsAContract(@TempDir Path directory) throws IOException {
    Path stale = Files.writeString(directory.resolve("stale.sql"), "of an earlier run");

    contract.writeTo(directory);

    assertThat(stale).doesNotExist();
    assertThat(contract.types()).containsExactly("generated-event-000", "generated-event-001");
    for (String name : contract.types()) {
      EventType type =
          EventCatalogue.read(Files.readString(directory.resolve("avro/" + name + ".avsc")));
      assertThat(type.name()).isEqualTo(name);
      assertThat(type.avro().getFields())
          .extracting(field -> field.name())
          .contains("offerId", "number00", "number02", "unmapped")
          .doesNotContain("number03");
    }
  }

  @Test
  void makesEventsOfAType_eachWithAnIdOfItsOwn() {
    List<JsonNode> events =
        List.of(read(contract.event(1).body()), read(contract.refused(1, 2).body()));

    assertThat(events)
        .extracting(event -> event.path("type").asString())
        .containsOnly("generated-event-001");
    assertThat(events).extracting(event -> event.path("id").asString()).doesNotHaveDuplicates();
    assertThat(events)
        .extracting(event -> event.path("data").path("number02").asString(""))
        .containsExactly("", "many");
  }

  private static JsonNode read(String event) {
    return JsonMapper.shared().readTree(event);
  }
}
