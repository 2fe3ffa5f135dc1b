package io.loyalty.ingestion.api;

import io.loyalty.ingestion.topic.TopicProperties;
import io.loyalty.schemas.asyncapi.AsyncApiDocument;
import io.loyalty.schemas.contract.EventCatalogue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the AsyncAPI document of the topics, the same as the command {@code asyncapi} writes. */
@RestController
final class AsyncApiController {
  private final EventCatalogue catalogue;
  private final String prefix;
  private final String version;

  AsyncApiController(
      EventCatalogue catalogue, TopicProperties topics, ObjectProvider<BuildProperties> build) {
    this.catalogue = catalogue;
    this.prefix = topics.prefix();
    this.version =
        build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
  }

  @GetMapping("/asyncapi.json")
  ResponseEntity<String> document() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(AsyncApiDocument.of(catalogue, prefix, version).json());
  }
}
