package io.loyalty.consumption.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

class TopicLogsTest {
  private static final String OF_KAFKA = "org.apache.kafka.clients";

  @Test
  void doesNotFloodTheLog_whileNoBrokerIsThere() {
    Logger kafka = (Logger) LoggerFactory.getLogger(OF_KAFKA);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    kafka.addAppender(lines);
    try (TopicLogs logs = logs("127.0.0.1:1")) {
      assertThatThrownBy(() -> logs.topicIds(List.of("any")))
          .isInstanceOf(TopicUnavailableException.class);

      assertThat(List.copyOf(lines.list))
          .extracting(ILoggingEvent::getFormattedMessage)
          .noneMatch(line -> line.contains("Rebootstrapping"));
    } finally {
      kafka.detachAppender(lines);
    }
  }

  private static TopicLogs logs(String broker) {
    return new TopicLogs(
        new KafkaAdmin(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker)),
        new ConsumerNames("loyalty", "test"),
        new TopicProperties(
            "loyalty",
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            null));
  }
}
