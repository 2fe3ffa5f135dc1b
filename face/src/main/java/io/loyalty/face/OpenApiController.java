package io.loyalty.face;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the OpenAPI document of the service's API: {@code openapi.yaml} of its resources. */
@RestController
final class OpenApiController {
  private static final Resource DOCUMENT = new ClassPathResource("openapi.yaml");

  @GetMapping("/openapi.yaml")
  ResponseEntity<Resource> document() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(DOCUMENT);
  }
}
