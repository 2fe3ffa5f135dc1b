package io.loyalty.consumption;

import io.loyalty.connections.RegistryCredentials;
import io.loyalty.schemas.registry.RegistryAccess;
import io.loyalty.schemas.registry.SchemaRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the access to the registry: credentials from the environment, and an SSL bundle. */
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {
  @Bean
  RegistryAccess registryAccess(
      RegistryProperties registry, Environment secrets, SslBundles bundles) {
    return new RegistryCredentials("consumption.registry.", secrets, bundles)
        .access(registry.username(), registry.sslBundle());
  }

  @Bean
  SchemaRegistry schemaRegistry(RegistryProperties registry, RegistryAccess access) {
    return new SchemaRegistry(registry.options(), access);
  }
}
