package io.loyalty.console.types;

import io.loyalty.console.service.Services;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Hands on the AsyncAPI document of the topics, as the running ingestion-service has it. */
@Controller
class AsyncApiController {
  private final Services services;

  AsyncApiController(Services services) {
    this.services = services;
  }

  @GetMapping("/asyncapi.json")
  ResponseEntity<String> document() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(services.asyncApi());
  }
}
