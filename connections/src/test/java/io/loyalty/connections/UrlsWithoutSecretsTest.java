package io.loyalty.connections;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class UrlsWithoutSecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          consumption.registry.url | http://me:secret@registry:8081
          consumption.registry.url | https://secret@registry
          ingestion.registry.url | http://me:secret@registry:8081
          ingestion.queue.url[0] | https://me:secret@sqs.eu-central-1.amazonaws.com/1/q
          ingestion.queue.endpoint | http://me:secret@localhost:9324
          INGESTION_REGISTRY_URL | http://me:secret@registry:8081
          spring.datasource.url | jdbc:postgresql://me:secret@db:5432/warehouse
          spring.datasource.url | jdbc:postgresql://db/warehouse?user=me&password=secret
          spring.datasource.url | jdbc:postgresql://db/warehouse?sslPassword=secret&ssl=true
          spring.flyway.url | jdbc:postgresql://db/warehouse?password=secret
          spring.kafka.bootstrap-servers | broker:9092,me:secret@other:9092
          CONSUMPTION_REGISTRY_URL | http://me:secret@registry:8081
          """)
  void refusesAUrlWithASecretAndShowsItsKeyAlone(String key, String url) {
    assertThatThrownBy(() -> start(key, url))
        .isInstanceOf(InsecureConnectionException.class)
        .hasMessageContaining(key)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          consumption.registry.url | http://registry:8081/apis/ccompat/v7
          ingestion.registry.url | http://registry:8081/apis/ccompat/v7
          ingestion.queue.url | https://sqs.eu-central-1.amazonaws.com/000000000000/loyalty-events
          ingestion.queue.endpoint | http://127.0.0.1:9324
          spring.datasource.url | jdbc:postgresql://a:5432,b:5432/warehouse?user=me@here&sslmode=verify-full
          spring.kafka.bootstrap-servers | a:9092,b:9092
          """)
  void takesOthers(String key, String url) {
    assertThatCode(() -> start(key, url)).doesNotThrowAnyException();
  }

  @Test
  void leavesAloneWhatIsNotOurs() {
    assertThatCode(() -> start("HTTPS_PROXY", "http://me:secret@proxy:3128"))
        .doesNotThrowAnyException();
  }

  private static void start(String key, String value) {
    try (GenericApplicationContext context = new GenericApplicationContext()) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("test", Map.of(key, value)));
      new UrlsWithoutSecrets().initialize(context);
    }
  }
}
