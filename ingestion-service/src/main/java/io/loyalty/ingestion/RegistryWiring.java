package io.loyalty.ingestion;

import io.loyalty.connections.RegistryCredentials;
import io.loyalty.ingestion.registry.RegistryProperties;
import io.loyalty.schemas.registry.RegistryAccess;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the access to the registry: its credentials and certificates. */
@Configuration(proxyBeanMethods = false)
class RegistryWiring {
  @Bean
  RegistryAccess registryAccess(
      RegistryProperties registry, Environment secrets, SslBundles bundles) {
    return new RegistryCredentials("ingestion.registry.", secrets, bundles)
        .access(registry.username(), registry.sslBundle());
  }
}
