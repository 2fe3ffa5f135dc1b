package io.loyalty.consumption.api;

import io.loyalty.face.ApiSettings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Secures the API with the module that both services share. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
  @Bean
  ApiSettings apiSettings(ApiProperties properties, Environment environment) {
    return new ApiSettings(
            "consumption.api",
            properties.tokens(),
            properties.anonymousReading(),
            properties.oidc(),
            List.of())
        .requireNoClearToken(environment);
  }
}
