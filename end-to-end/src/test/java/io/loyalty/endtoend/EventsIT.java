package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleFault;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.endtoend.backends.ChosenBackends;
import io.loyalty.endtoend.event.BoundaryCharacters;
import io.loyalty.endtoend.event.SpelledOutEvent;
import io.loyalty.endtoend.programme.Accounting;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.endtoend.warehouse.Warehouse;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsIT {
  private final Instant until = Instant.now();
  private Programme programme;

  @BeforeAll
  void start() throws IOException, SQLException {
    programme = Programme.start("events", ChosenBackends.backends());
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (programme != null) {
      programme.end();
    }
  }

  @Test
  void loadsEveryEventTypeWithItsExactValues() throws InterruptedException, SQLException {
    List<SpelledOutEvent> events = SpelledOutEvent.oneOfEachType();
    programme.send(events.stream().map(SpelledOutEvent::message).toList());
    programme.accountForEverything();
    assertThat(events.stream().map(SpelledOutEvent::type).toList())
        .containsExactlyInAnyOrderElementsOf(SampleEvents.types());
    for (SpelledOutEvent event : events) {
      assertThat(programme.warehouse().row(event.type(), event.id()))
          .as(event.type())
          .isEqualTo(event.columns());
    }
    assertThat(programme.warehouse().lineItems(SpelledOutEvent.PURCHASE_ID))
        .containsExactlyElementsOf(SpelledOutEvent.lineItems());
  }

  @Test
  void keepsEveryCharacterOfAText_asItIsOrEscaped() throws Exception {
    programme.send(List.of(BoundaryCharacters.message()));
    programme.accountForEverything();

    assertThat(programme.warehouse().lineItems(BoundaryCharacters.PURCHASE_ID))
        .extracting(item -> item.get("description"))
        .containsExactlyElementsOf(BoundaryCharacters.texts());
  }

  @Test
  void loadsEveryShapeOfEnvelope() throws InterruptedException, SQLException {
    SampleEvents sample = new SampleEvents(2, until);
    List<SampleMessage> messages = new ArrayList<>();
    for (String type : SampleEvents.types()) {
      messages.add(sample.cloudEvent(type));
      messages.add(sample.eventBridge(type));
      messages.add(sample.oldTill(type));
      messages.add(sample.notification(sample.cloudEvent(type)));
      messages.add(sample.notification(sample.eventBridge(type)));
    }
    messages.add(sample.batch());
    messages.add(sample.notification(sample.batch()));
    programme.send(messages);
    programme.accountForEverything();
  }

  @Test
  void makesEachInvalidEventOneDeadLetterAndLoadsTheOthers()
      throws InterruptedException, SQLException {
    SampleEvents sample = new SampleEvents(3, until);
    List<SampleMessage> messages = new ArrayList<>(sample.invalid());
    messages.add(sample.batchWithOneInvalid());
    messages.add(sample.notification(sample.batchWithOneInvalid()));
    SampleEvents.types().forEach(type -> messages.add(sample.cloudEvent(type)));
    programme.send(messages);
    programme.accountForEverything();
    for (SampleMessage message : messages) {
      for (SampleEvent event : message.events()) {
        if (event.fault().isPresent()) {
          isRefused(event, event.fault().get());
        }
      }
    }
  }

  @Test
  void loadsEveryEventOnceWhenAllAreSentTwice() throws InterruptedException, SQLException {
    SampleEvents sample = new SampleEvents(4, until);
    List<SampleMessage> once = sample.mixed();
    List<SampleMessage> messages = new ArrayList<>(once);
    messages.addAll(once);
    Collections.shuffle(messages, new Random(4));
    programme.send(messages);
    programme.accountForEverything();
  }

  private void isRefused(SampleEvent event, SampleFault fault) throws SQLException {
    String id = Accounting.deadLetterId(event.json());
    Warehouse warehouse = programme.warehouse();
    List<List<String>> found =
        warehouse.query(
            "SELECT station, reason, event_id FROM pipeline.dead_letter WHERE dead_letter_id = ?",
            id);
    assertThat(found).as(fault.kind()).hasSize(1);
    assertThat(found.get(0).subList(0, 2))
        .as(fault.kind())
        .containsExactly(fault.station(), fault.reason());
    assertThat(
            warehouse.query(
                "SELECT path FROM pipeline.dead_letter_violation WHERE dead_letter_id = ?", id))
        .as(fault.kind())
        .containsExactly(List.of(fault.path()));
    if (!event.id().isEmpty()) {
      assertThat(found.get(0).get(2)).as(fault.kind()).isEqualTo(event.id());
    }
    assertThat(original(id).equals(event.json())).as("%s keeps its bytes", fault.kind()).isTrue();
  }

  private String original(String id) throws SQLException {
    return programme
        .warehouse()
        .query(
            "SELECT convert_from(original, 'UTF8') FROM pipeline.dead_letter WHERE dead_letter_id"
                + " = ?",
            id)
        .get(0)
        .get(0);
  }
}
