package io.loyalty.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.endtoend.command.PipelineCommand.RunningCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that, after a change of the contract, the command writes the migration or states the
 * alternative.
 */
class MigrationCommandIT {
  private static final String TYPE = "offer-viewed";

  @TempDir private static Path directory;

  @Test
  void writesWhatANewFieldNeeds_andRefusesToDropWhatIsGone() throws Exception {
    ProjectCopy project = ProjectCopy.in(directory);
    List<Path> before = project.migrations();
    project.change(
        TYPE,
        avro ->
            avro.replaceFirst(
                "\\{\\s*\"name\": \"unmapped\"",
                """
                {"name": "screen", "type": ["null", "string"], "doc": "Where in the app.", "default": null, "maxLength": 32},
                $0"""));
    project.build(TYPE);

    RunningCommand shown = project.pipeline("migration");

    says(shown, 0, "ALTER TABLE bi.offer_viewed ADD COLUMN screen text;");
    says(shown, 0, "COMMENT ON COLUMN bi.offer_viewed.screen IS 'Where in the app.';");
    assertThat(project.migrations()).isEqualTo(before);

    RunningCommand written = project.pipeline("migration", "--write");

    says(written, 0, "Written to ");
    List<Path> after = project.migrations();
    Path next = after.get(after.size() - 1);
    assertThat(after).hasSize(before.size() + 1).containsAll(before);
    assertThat(next)
        .hasFileName("V%d__add_offer_viewed_screen.sql".formatted(before.size() + 1))
        .hasContent(shown.output());
    assertThat(written.output()).endsWith("Written to %s%n".formatted(next));

    project.change(TYPE, avro -> avro.replaceFirst("\\{[^{]*\"name\": \"channel\"[^}]*},", ""));
    project.build(TYPE);

    RunningCommand refused = project.pipeline("migration", "--write");

    says(refused, 1, "Refused: bi.offer_viewed.channel is in the table, but no field fills it.");
    says(refused, 1, "give it back its old one (jsonNames reads both)");
    says(
        refused,
        1,
        "write a migration with COMMENT ON COLUMN bi.offer_viewed.channel IS 'Retired: ");
    assertThat(refused.output()).as("what was written is done").doesNotContain("screen");
    assertThat(project.migrations()).isEqualTo(after);

    project.migrate(
        "retire_channel",
        "COMMENT ON COLUMN bi.offer_viewed.channel IS 'Retired: no longer sent.';\n");
    project.build(TYPE);
    says(project.pipeline("migration"), 0, "there is nothing to write");
  }

  private static void says(RunningCommand run, int exitCode, String words) throws Exception {
    assertThat(run.exitCode()).as(run.output()).isEqualTo(exitCode);
    assertThat(run.output()).contains(words);
  }
}
