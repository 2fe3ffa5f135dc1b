package io.loyalty.benchmarks.peer;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Runs the peer without a framework, as a process: each of its threads receives a batch, sends its
 * records by one shared {@code KafkaProducer}, waits for their acknowledgements and deletes the
 * batch. It converts as {@link PeerListener} does. Its arguments are the endpoint, the queue's URL,
 * the brokers, the prefix of the topics and the number of threads.
 */
public final class SdkPeer {
  private final SdkQueue queue;
  private final KafkaProducer<byte[], byte[]> kafka;
  private final PeerRecords records;

  private SdkPeer(SdkQueue queue, KafkaProducer<byte[], byte[]> kafka, PeerRecords records) {
    this.queue = queue;
    this.kafka = kafka;
    this.records = records;
  }

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    int threads = Integer.parseInt(args[4]);
    var kafka =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, args[2],
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    SdkPeer peer =
        new SdkPeer(
            new SdkQueue(URI.create(args[0]), args[1], threads), kafka, new PeerRecords(args[3]));
    for (int thread = 0; thread < threads; thread++) {
      new Thread(peer::run, "peer-" + thread).start();
    }
  }

  private void run() {
    try {
      while (true) {
        List<Message> messages = queue.receive();
        if (!messages.isEmpty()) {
          publish(messages);
          queue.delete(messages);
        }
      }
    } catch (IOException | ExecutionException e) {
      throw new IllegalStateException("a message could not be published", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(List<Message> messages)
      throws IOException, ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
    for (Message message : messages) {
      sent.add(kafka.send(records.of(message.body())));
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }
}
