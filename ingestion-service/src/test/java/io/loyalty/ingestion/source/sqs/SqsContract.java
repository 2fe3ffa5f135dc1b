package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.Source;
import io.loyalty.ingestion.source.SourceContract;
import io.loyalty.ingestion.source.WorkWindow;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Tests the contract with a queue of a real SQS server. */
@ExtendWith(LocalStackExtension.class)
abstract class SqsContract extends SourceContract {
  private SqsClient sqs;
  private URI endpoint;
  private URI queue;

  /** Returns the name of the queue, which ends in {@code .fifo} for a FIFO queue. */
  abstract String queueName();

  @BeforeEach
  void createQueue(LocalStack stack) {
    endpoint = stack.sqsEndpoint();
    sqs = SqsClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1).build();
    queue = stack.createQueue(queueName());
  }

  @AfterEach
  void closeClient() {
    sqs.close();
  }

  @Override
  protected void put(List<String> bodies) {
    boolean fifo = queueName().endsWith(".fifo");
    for (String body : bodies) {
      sqs.sendMessage(
          request -> {
            request.queueUrl(queue.toString()).messageBody(body);
            if (fifo) {
              // Each message has its own group, because messages of one group wait for each other.
              request.messageGroupId(body).messageDeduplicationId(UUID.randomUUID().toString());
            }
          });
    }
  }

  @Override
  protected Source open(WorkWindow window) {
    MapConfigurationPropertySource settings =
        new MapConfigurationPropertySource(
            Map.of(
                "ingestion.queue.url",
                queue,
                "ingestion.queue.endpoint",
                endpoint,
                "ingestion.queue.region",
                "us-east-1",
                "ingestion.queue.polls",
                4,
                "ingestion.queue.deletes",
                2,
                "ingestion.queue.wait-time",
                "1s",
                // A message that is not acknowledged comes again after this time.
                "ingestion.queue.visibility-timeout",
                "6s"));
    return SqsSource.open(
        new Binder(settings).bind("ingestion.queue", QueueProperties.class).get(),
        window,
        new SimpleMeterRegistry(),
        Clock.systemUTC());
  }
}
