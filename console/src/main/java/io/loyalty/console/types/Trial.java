package io.loyalty.console.types;

import io.loyalty.client.ingestion.ValidatedEvent;
import io.loyalty.client.ingestion.Validation;
import io.loyalty.console.service.Answered;
import io.loyalty.console.view.JsonMark;
import io.loyalty.console.view.MarkedJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what would become of an event.
 *
 * @param event the text that was tried
 * @param validation what ingestion-service says of it
 */
record Trial(String event, Answered<Validation> validation) {
  /** Returns the text with what is wrong at its place. */
  public MarkedJson marked() {
    List<JsonMark> marks = new ArrayList<>();
    List<ValidatedEvent> events = validation.map(Validation::events).orElse(List.of());
    for (ValidatedEvent each : events) {
      String place = place(each.position(), events.size());
      each.violations()
          .forEach(
              violation ->
                  marks.add(
                      new JsonMark(
                          place + violation.path(),
                          "%s: expected %s, found %s"
                              .formatted(
                                  violation.rule(), violation.expected(), violation.found()))));
    }
    return MarkedJson.of(event, marks);
  }

  /** Returns the record of an event as indented JSON. */
  public String record(ValidatedEvent valid) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(valid.record());
  }

  /** Returns where an event of a message stands in it: in the message itself, or in an array. */
  private String place(int position, int events) {
    try {
      JsonNode message = JsonMapper.shared().readTree(event);
      if (message.isArray()) {
        return "/" + position;
      }
      if (message.isObject() && events > 1) {
        return message
            .propertyStream()
            .filter(each -> each.getValue().isArray() && each.getValue().size() == events)
            .map(each -> "/" + each.getKey() + "/" + position)
            .findFirst()
            .orElse("");
      }
      return "";
    } catch (JacksonException e) {
      return "";
    }
  }
}
