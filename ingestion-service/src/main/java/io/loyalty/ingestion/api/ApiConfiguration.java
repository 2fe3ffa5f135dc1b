package io.loyalty.ingestion.api;

import io.loyalty.face.ApiSettings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Configures the API: its beans beside those that both services share. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
  @Bean
  ApiSettings apiSettings(ApiProperties properties, Environment environment) {
    return new ApiSettings(
            "ingestion.api",
            properties.tokens(),
            properties.anonymousReading(),
            properties.oidc(),
            List.of("/validate"))
        .requireNoClearToken(environment);
  }
}
