package io.loyalty.localstack.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.localstack.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@ExtendWith(LocalStackExtension.class)
final class LocalStackExtensionIT {
  private final LocalStack stack;

  LocalStackExtensionIT(LocalStack stack) {
    this.stack = stack;
  }

  @Test
  void lendsTheSameStackToConstructorsMethodsAndStaticCode(LocalStack other) {
    assertThat(other).isSameAs(stack).isSameAs(LocalStackExtension.stack());
  }

  @Test
  void keepsPortAndTopics_whenTheBrokerIsStoppedAndStarted() throws Exception {
    String address = stack.bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
    }

    stack.stopBroker();
    assertThat(stack.bootstrapServers()).as("asking does not start it").isEqualTo(address);
    assertThat(refuses(address)).isTrue();
    stack.startBroker();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      assertThat(admin.listTopics().names().get()).contains("kept");
    }
  }

  @Test
  void keepsPortAndRows_whenPostgresIsStoppedAndStarted() throws SQLException {
    try (Connection connection = DriverManager.getConnection(stack.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT current_setting('fsync') AS value");

      stack.stopPostgres();
      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
    }
    stack.startPostgres();

    try (Connection connection = DriverManager.getConnection(stack.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT value FROM kept")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getString(1)).isEqualTo("on");
    }
  }

  @Test
  void createsAQueueTwiceWithItsDeadLetterQueueAndKeepsItsMessages() {
    URI url = stack.createQueue("orders");
    try (SqsClient sqs = sqs()) {
      sqs.sendMessage(send -> send.queueUrl(url.toString()).messageBody("first"));

      assertThat(stack.createQueue("orders")).isEqualTo(url);

      assertThat(sqs.getQueueUrl(get -> get.queueName("orders")).queueUrl())
          .isEqualTo(url.toString());
      Map<QueueAttributeName, String> attributes =
          sqs.getQueueAttributes(
                  get -> get.queueUrl(url.toString()).attributeNames(QueueAttributeName.ALL))
              .attributes();
      assertThat(attributes)
          .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60")
          .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "1");
      assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
          .contains("arn:aws:sqs:us-east-1:000000000000:orders-dlq")
          .contains("10");
    }
  }

  @Test
  void createsAFifoQueueThatKeepsOrderAndDropsDuplicates() {
    String url = stack.createQueue("orders.fifo").toString();
    try (SqsClient sqs = sqs()) {
      for (String body : List.of("1", "2", "2", "3")) {
        sqs.sendMessage(
            send ->
                send.queueUrl(url)
                    .messageBody(body)
                    .messageGroupId("one")
                    .messageDeduplicationId(body));
      }

      assertThat(
              sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                  .messages())
          .extracting(message -> message.body())
          .containsExactly("1", "2", "3");
    }
  }

  @Test
  void startsWithTheCompatibilityThatConfluentStartsWith() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stack.registryUrl() + "/config"))
                    .timeout(Duration.ofSeconds(5))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.body()).isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
  }

  private SqsClient sqs() {
    return SqsClient.builder()
        .endpointOverride(stack.sqsEndpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }

  private static boolean refuses(String address) {
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException refused) {
      return true;
    }
  }
}
