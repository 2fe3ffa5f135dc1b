package io.loyalty.benchmarks.queue;

import io.loyalty.benchmarks.program.Program;
import io.loyalty.benchmarks.sqs.StubSqsMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Provides remote queues: the stub, in its own process. */
final class DelayedQueues implements Queues {
  private static final Duration START = Duration.ofSeconds(30);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final Program stub;
  private final SqsClient sqs;

  private DelayedQueues(URI endpoint, Program stub) {
    this.endpoint = endpoint;
    this.stub = stub;
    this.sqs = SqsDepth.client(endpoint);
  }

  static DelayedQueues start(Duration latency, Path events, Path directory)
      throws IOException, InterruptedException {
    int port = freePort();
    Program stub =
        Program.start(
            "stub-sqs",
            directory,
            StubSqsMain.class,
            List.of(Integer.toString(port), Long.toString(latency.toMillis()), events.toString()));
    DelayedQueues queues = new DelayedQueues(URI.create("http://127.0.0.1:" + port), stub);
    queues.awaitAnswer();
    return queues;
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public URI url(String queue) {
    return endpoint.resolve("/000000000000/" + queue);
  }

  @Override
  public void load(String queue, int messages) throws InterruptedException {
    try {
      post("/load/%s/%d".formatted(queue, messages));
    } catch (IOException e) {
      throw new IllegalStateException("the stub does not answer", e);
    }
  }

  @Override
  public int left(String queue) {
    return SqsDepth.left(sqs, url(queue));
  }

  @Override
  public void close() {
    sqs.close();
    stub.close();
  }

  private void awaitAnswer() throws InterruptedException {
    long giveUp = System.nanoTime() + START.toNanos();
    while (true) {
      stub.requireAlive();
      try {
        post("/load/none/0");
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > giveUp) {
          throw new IllegalStateException("the stub does not answer", notYet);
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    }
  }

  private void post(String path) throws IOException, InterruptedException {
    http.send(
        HttpRequest.newBuilder(endpoint.resolve(path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
