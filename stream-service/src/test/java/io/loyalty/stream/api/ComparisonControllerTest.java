package io.loyalty.stream.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.stream.compare.Comparisons;
import io.loyalty.stream.run.Stages;
import io.loyalty.stream.run.StreamProperties;
import io.loyalty.stream.run.UnknownStageException;
import io.loyalty.stream.stage.TestRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ComparisonControllerTest {
  private static ComparisonController controller() {
    var properties =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("stream", StreamProperties.class);
    Map<String, Object> broker = Map.of("bootstrap.servers", "127.0.0.1:1");
    var stages =
        new Stages(
            List.of(),
            broker,
            properties,
            TestRegistry.CATALOGUE,
            null,
            new SimpleMeterRegistry(),
            () -> "");
    return new ComparisonController(stages, new Comparisons(broker, "test", id -> ""));
  }

  @Test
  void refusesAVersionThatNoCandidateCanHave() {
    for (String wrong : List.of("", "V2", "2", "v-2", "v 2", "v2/../x", "v" + "2".repeat(20))) {
      assertThatThrownBy(() -> controller().compare("fraud", wrong, null, null))
          .as(wrong)
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageStartingWith("version is a letter and then letters and digits");
    }
  }

  @Test
  void takesAVersionThatACandidateCanHave() {
    for (String version : List.of("v2", "next", "v" + "2".repeat(19))) {
      assertThatThrownBy(() -> controller().compare("fraud", version, null, null))
          .isInstanceOf(UnknownStageException.class);
    }
  }
}
