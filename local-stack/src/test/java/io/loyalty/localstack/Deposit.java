package io.loyalty.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Writes data to each part, with acknowledgement, and checks that the part still has them later.
 */
final class Deposit {
  static final String QUEUE = "deposit";
  private static final String TOPIC = "deposit";
  private static final String SCHEMA =
      "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Deposit\\\",\\\"fields\\\":[]}\"}";

  private final Ports ports;
  private final List<String> left = new ArrayList<>();
  private String schemaAnswer;

  Deposit(Ports ports) {
    this.ports = ports;
  }

  void leave(String value) throws Exception {
    left.add(value);
    try (Admin admin = Admin.create(kafka());
        var producer =
            new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
      if (!admin.listTopics().names().get().contains(TOPIC)) {
        admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      }
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
    try (SqsClient sqs = sqs()) {
      sqs.sendMessage(message -> message.queueUrl(queueUrl(sqs)).messageBody(value));
    }
    schemaAnswer = register();
    try (Connection connection = postgres();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS deposit (value text)");
      statement.execute("INSERT INTO deposit VALUES ('" + value + "')");
    }
  }

  void assertThere() throws Exception {
    assertThat(records()).as("Kafka").containsExactlyElementsOf(left);
    Awaitility.await("SQS")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(visible()).isEqualTo(left.size()));
    assertThat(register()).as("schema id").isEqualTo(schemaAnswer);
    assertThat(rows()).as("PostgreSQL").containsExactlyElementsOf(left);
  }

  List<String> takeMessages() {
    List<String> bodies = new ArrayList<>();
    try (SqsClient sqs = sqs()) {
      String url = queueUrl(sqs);
      for (Message message :
          sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages()) {
        bodies.add(message.body());
        sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
    return bodies;
  }

  List<String> records() {
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partition = List.of(new TopicPartition(TOPIC, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      long end = consumer.endOffsets(partition).get(partition.get(0));
      while (consumer.position(partition.get(0)) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(each -> values.add(each.value()));
      }
    }
    return values;
  }

  private int visible() {
    try (SqsClient sqs = sqs()) {
      Map<String, String> attributes =
          sqs.getQueueAttributes(
                  get ->
                      get.queueUrl(queueUrl(sqs))
                          .attributeNamesWithStrings("ApproximateNumberOfMessages"))
              .attributesAsStrings();
      return Integer.parseInt(attributes.get("ApproximateNumberOfMessages"));
    }
  }

  private List<String> rows() throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = postgres();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT value FROM deposit")) {
      while (found.next()) {
        values.add(found.getString(1));
      }
    }
    return values;
  }

  private String register() throws IOException, InterruptedException {
    URI subject =
        URI.create(
            "http://127.0.0.1:%d/apis/ccompat/v7/subjects/deposit-value/versions"
                .formatted(ports.registry()));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(subject)
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(HttpRequest.BodyPublishers.ofString(SCHEMA))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka(), "acks", "all");
  }

  private SqsClient sqs() {
    return SqsClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + ports.sqs()))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }

  private static String queueUrl(SqsClient sqs) {
    return sqs.getQueueUrl(get -> get.queueName(QUEUE)).queueUrl();
  }

  private Connection postgres() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/warehouse?user=postgres".formatted(ports.postgres()));
  }
}
