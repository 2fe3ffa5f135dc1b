package io.loyalty.example;

import io.loyalty.events.PointsCollected;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.AvroSerde;
import io.loyalty.schemas.wire.MalformedRecordException;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Starts the reader. All that is not Spring Boot's own is in this class and {@link PointsReader}.
 */
@SpringBootApplication
public class ReaderApplication {
  private static final long PAUSE_MS = 1_000;

  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(ReaderApplication.class, args);
  }

  @Bean
  ConsumerFactory<?, ?> consumers(
      KafkaProperties kafka, @Value("${reader.registry}") URI registry) {
    SchemaRegistry schemas = new SchemaRegistry(RegistryOptions.of(registry));
    Map<String, Object> settings = kafka.buildConsumerProperties();
    return new DefaultKafkaConsumerFactory<>(
        settings,
        new StringDeserializer(),
        // Hands what can't be read to the error handler below.
        new ErrorHandlingDeserializer<>(AvroSerde.reading(PointsCollected.class, schemas::schema)));
  }

  /**
   * Skips what is no record, and tries all else again until it works, such as a record that can't
   * be read because the registry is away: Spring would skip that as well.
   */
  @Bean
  DefaultErrorHandler errors() {
    var errors = new DefaultErrorHandler(new FixedBackOff(PAUSE_MS, Long.MAX_VALUE));
    errors.removeClassification(DeserializationException.class);
    errors.addNotRetryableExceptions(MalformedRecordException.class);
    return errors;
  }
}
