package io.loyalty.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.endtoend.command.PipelineCommand.RunningCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the rules for fraud can be tried on a file, without a pipeline. */
class FraudCommandIT {
  @TempDir private static Path directory;

  private final PipelineCommand pipeline = new PipelineCommand(directory);

  /** Returns an event of a coupon that a member redeems in this minute of a day in 2017. */
  private static String coupon(int minute) {
    return """
        {"specversion":"1.0","id":"%s","type":"coupon-redeemed","source":"/pos/1","time":"2017-03-01T12:%02d:00Z",\
        "data":{"memberId":"m-1","couponCode":"c-%d","campaignId":"k"}}"""
        .formatted(UUID.randomUUID(), minute, minute);
  }

  private static Path file() throws IOException {
    String events =
        IntStream.range(0, 12).mapToObj(FraudCommandIT::coupon).collect(Collectors.joining("\n"))
            + "\n\n"
            + coupon(30).replace("\"couponCode\":\"c-30\",", "")
            + "\n";
    Path file = Files.createTempFile(directory, "events", ".ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(events.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void says(RunningCommand command, int exitCode, String... lines) throws Exception {
    assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
    assertThat(command.output()).contains(lines);
  }

  @Test
  void printsTheAlertsOfAFile_andWhatIsInvalid() throws Exception {
    Path file = file();
    RunningCommand tried = pipeline.runAlone("fraud", "test", file.toString());
    says(
        tried,
        0,
        "line 14, event 1: /data/couponCode required: ",
        "many-redemptions                     1",
        "Read 12 events: 1 alerts. Left out: 0 events of types that no rule reads, 1 refused.");
    assertThat(tried.output())
        .containsPattern("many-redemptions +40 +2017-03-01T12:10:00Z +m-1 +- +11 +");

    String limit = "--set=stream.fraud.many-redemptions.limit=12";
    says(
        pipeline.runAlone("fraud", "test", file.toString(), limit), 0, "Read 12 events: 0 alerts.");

    String shadow = "--set=stream.fraud.many-redemptions.mode=shadow";
    says(
        pipeline.runAlone("fraud", "test", file.toString(), shadow, "--json"),
        0,
        "{\"alert\":{\"eventId\":\"",
        "\"rule\":\"many-redemptions\"",
        "{\"summary\":{\"read\":12,\"otherTypes\":0,\"refused\":1,\"alerts\":{\"many-redemptions\":1}}}");

    says(
        pipeline.runAlone(
            "fraud", "test", file.toString(), "--set=stream.fraud.many-redemption.limit=12"),
        1,
        "The rules were not tried: The elements [stream.fraud.many-redemption.limit] were left unbound.");
    says(pipeline.runAlone("fraud", "test", "none.ndjson"), 1, "none.ndjson is no file");
    says(
        pipeline.runAlone("fraud", "test", file.toString(), "--set=limit=1"),
        2,
        "--set is limit=1");
  }
}
