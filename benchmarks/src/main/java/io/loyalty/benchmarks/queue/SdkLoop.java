package io.loyalty.benchmarks.queue;

import io.loyalty.benchmarks.peer.SdkQueue;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Runs the limit of clients that leave the calls to the SDK, as a process: its threads only receive
 * and delete. Its arguments are the endpoint, the queue's URL and the number of threads.
 */
public final class SdkLoop {
  private SdkLoop() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    int threads = Integer.parseInt(args[2]);
    SdkQueue queue = new SdkQueue(URI.create(args[0]), args[1], threads);
    for (int thread = 0; thread < threads; thread++) {
      new Thread(() -> loop(queue), "sdk-" + thread).start();
    }
  }

  private static void loop(SdkQueue queue) {
    while (true) {
      List<Message> messages = queue.receive();
      if (!messages.isEmpty()) {
        queue.delete(messages);
      }
    }
  }
}
