package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.cli.queue.SqsStub;
import io.loyalty.cli.queue.SqsStub.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SendCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private SqsStub sqs;

  @BeforeEach
  void start() throws IOException {
    sqs = new SqsStub();
  }

  @AfterEach
  void stop() {
    sqs.close();
  }

  @Test
  void saysWhatItHasSent() throws IOException {
    assertThat(send()).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("Sent 3 messages in ");
  }

  @Test
  void saysAsJsonWhatItHasSentAndWhatNot() throws IOException {
    sqs.next(Fault.ONE_REFUSED);
    assertThat(send("--json")).isEqualTo(1);
    JsonNode sent = new JsonMapper().readTree(out.toString());
    assertThat(sent.propertyNames()).containsExactly("messages", "events", "refused", "seconds");
    assertThat(sent.get("messages").intValue()).isEqualTo(2);
    assertThat(sent.get("events").isNull()).as("nobody counts the events").isTrue();
    assertThat(sent.get("refused").intValue()).isEqualTo(1);
    assertThat(err.toString()).startsWith("not sent: line 2 ");
  }

  private int send(String... more) throws IOException {
    Path events = Files.writeString(directory.resolve("events.ndjson"), "{}\n{}\n{}\n");
    List<String> all = new ArrayList<>(List.of("send", events.toString()));
    all.add("--queue-url=" + sqs.endpoint() + "/000000000000/events");
    all.add("--endpoint=" + sqs.endpoint());
    all.addAll(List.of(more));
    return Pipeline.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
