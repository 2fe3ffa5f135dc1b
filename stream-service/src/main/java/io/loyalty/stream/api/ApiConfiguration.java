package io.loyalty.stream.api;

import io.loyalty.face.ApiSettings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Secures the API with the module that all services share. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
  @Bean
  ApiSettings apiSettings(ApiProperties properties, Environment environment) {
    return new ApiSettings(
            "stream.api",
            properties.tokens(),
            properties.anonymousReading(),
            properties.oidc(),
            List.of())
        .requireNoClearToken(environment);
  }
}
