package io.loyalty.schemas.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/**
 * Declares the part of Confluent's REST API that we call.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Schema
 *     Registry API</a>
 */
@HttpExchange(accept = "application/vnd.schemaregistry.v1+json, application/json")
interface ConfluentApi {

  @PostExchange(url = "/subjects/{subject}/versions", contentType = "application/json")
  Registered register(@PathVariable String subject, @RequestBody SchemaText schema);

  @PostExchange(url = "/subjects/{subject}", contentType = "application/json")
  Registered lookup(@PathVariable String subject, @RequestBody SchemaText schema);

  @GetExchange("/schemas/ids/{id}")
  SchemaText byId(@PathVariable int id);

  @GetExchange("/subjects/{subject}/versions")
  List<Integer> versions(@PathVariable String subject);

  @PostExchange(
      url = "/compatibility/subjects/{subject}/versions/{version}",
      contentType = "application/json")
  Verdict compatibility(
      @PathVariable String subject, @PathVariable int version, @RequestBody SchemaText schema);

  @PutExchange(url = "/config/{subject}", contentType = "application/json")
  Level setCompatibility(@PathVariable String subject, @RequestBody Level level);

  /** Holds the text of a schema. */
  record SchemaText(String schema) {}

  /** Holds the id of a registered schema. */
  record Registered(Integer id) {}

  /** Holds the result of a compatibility check. */
  record Verdict(@JsonProperty("is_compatible") Boolean compatible) {}

  /** Holds a compatibility level. */
  record Level(String compatibility) {}
}
