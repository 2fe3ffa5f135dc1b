package io.loyalty.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.endtoend.command.PipelineCommand.RunningCommand;
import io.loyalty.schemas.contract.EventCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that the command writes the AsyncAPI document of the topics, without a pipeline. */
class AsyncApiCommandIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private static Path directory;

  private final PipelineCommand pipeline = new PipelineCommand(directory);

  private RunningCommand asyncapi(int exitCode, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "asyncapi";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    RunningCommand command = pipeline.runAlone(all);
    assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
    return command;
  }

  @Test
  void printsTheDocumentOfEveryTopic_orWritesItToAFile() throws Exception {
    String printed = asyncapi(0).output();
    JsonNode document = JSON.readTree(printed);
    assertThat(document.get("asyncapi").asString()).isEqualTo("3.0.0");
    assertThat(document.at("/info/version").asString()).matches("\\d.*");
    assertThat(document.get("channels").values())
        .extracting(channel -> channel.get("address").asString())
        .containsExactlyElementsOf(
            EventCatalogue.fromClasspath().allTypes().stream()
                .map(type -> type.topicName("loyalty"))
                .toList());

    Path file = directory.resolve("asyncapi.json");
    assertThat(asyncapi(0, "--prefix", "shop", "--out", file.toString()).output()).isEmpty();
    assertThat(file)
        .content()
        .isEqualTo(
            printed
                .replace("\"address\": \"loyalty.", "\"address\": \"shop.")
                .replace("\"topic\": \"loyalty.", "\"topic\": \"shop."));
  }

  @Test
  void saysWhatItCannotWrite_andLeavesNoFile() throws Exception {
    Path file = directory.resolve("none.json");
    assertThat(asyncapi(2, "--prefix", "a shop", "--out", file.toString()).output())
        .contains(
            "--prefix is 'a shop'; it has up to 100 letters, digits, hyphens and underscores.");
    assertThat(Files.exists(file)).isFalse();

    Path nowhere = directory.resolve("no-directory").resolve("asyncapi.json");
    assertThat(asyncapi(2, "--out", nowhere.toString()).output())
        .contains(nowhere + " can't be written: ");
  }
}
