package io.loyalty.stream;

import io.loyalty.connections.KafkaSecurity;
import io.loyalty.connections.RegistryCredentials;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.stream.api.InstanceAddress;
import io.loyalty.stream.compare.Comparisons;
import io.loyalty.stream.run.StageSchemas;
import io.loyalty.stream.run.Stages;
import io.loyalty.stream.run.StreamProperties;
import io.loyalty.stream.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;

/** Wires the contract, the registry and the stages. */
@Configuration(proxyBeanMethods = false)
class StreamWiring {
  @Bean
  EventCatalogue catalogue() {
    return EventCatalogue.fromClasspath();
  }

  @Bean
  StageSchemas schemas(
      RegistryProperties registry,
      StreamProperties properties,
      Environment secrets,
      SslBundles bundles) {
    var access =
        new RegistryCredentials("stream.registry.", secrets, bundles)
            .access(registry.username(), registry.sslBundle());
    return new StageSchemas(new SchemaRegistry(registry.options(), access), properties.prefix());
  }

  @Bean
  Stages runningStages(
      List<Stage> stages,
      KafkaAdmin admin,
      StreamProperties properties,
      EventCatalogue catalogue,
      StageSchemas schemas,
      MeterRegistry meters,
      InstanceAddress address) {
    return new Stages(stages, broker(admin), properties, catalogue, schemas, meters, address);
  }

  @Bean
  Comparisons comparisons(KafkaAdmin admin, StreamProperties properties, StageSchemas schemas) {
    return new Comparisons(broker(admin), properties.prefix(), schemas);
  }

  private static Map<String, Object> broker(KafkaAdmin admin) {
    // Those of Spring Boot with its SSL bundle, which KafkaProperties alone do not contain.
    Map<String, Object> broker = new HashMap<>(admin.getConfigurationProperties());
    broker.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
    KafkaSecurity.check(broker);
    return broker;
  }
}
