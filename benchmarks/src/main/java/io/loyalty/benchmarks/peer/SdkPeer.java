package io.loyalty.benchmarks.peer;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Runs the peer without a framework, as a process: each of its threads receives a batch, sends its
 * records by one shared {@code KafkaProducer}, waits for their acknowledgements and deletes the
 * batch. It converts as {@link PeerListener} does. Its arguments are the endpoint, the queue's URL,
 * the brokers, the prefix of the topics and the number of threads.
 */
public final class SdkPeer {
  private static final int BATCH = 10;
  private static final int WAIT_SECONDS = 20;

  private final SqsClient sqs;
  private final String queue;
  private final KafkaProducer<byte[], byte[]> kafka;
  private final PeerRecords records;

  private SdkPeer(
      SqsClient sqs, String queue, KafkaProducer<byte[], byte[]> kafka, PeerRecords records) {
    this.sqs = sqs;
    this.queue = queue;
    this.kafka = kafka;
    this.records = records;
  }

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    int threads = Integer.parseInt(args[4]);
    SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(URI.create(args[0]))
            .region(Region.US_EAST_1)
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(threads))
            .build();
    var kafka =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, args[2],
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    SdkPeer peer = new SdkPeer(sqs, args[1], kafka, new PeerRecords(args[3]));
    for (int thread = 0; thread < threads; thread++) {
      new Thread(peer::run, "peer-" + thread).start();
    }
  }

  private void run() {
    try {
      while (true) {
        List<Message> messages =
            sqs.receiveMessage(
                    request ->
                        request
                            .queueUrl(queue)
                            .maxNumberOfMessages(BATCH)
                            .waitTimeSeconds(WAIT_SECONDS))
                .messages();
        if (!messages.isEmpty()) {
          publish(messages);
          sqs.deleteMessageBatch(request -> request.queueUrl(queue).entries(entries(messages)));
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

  private static List<DeleteMessageBatchRequestEntry> entries(List<Message> messages) {
    return IntStream.range(0, messages.size())
        .mapToObj(
            each ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(each))
                    .receiptHandle(messages.get(each).receiptHandle())
                    .build())
        .toList();
  }
}
