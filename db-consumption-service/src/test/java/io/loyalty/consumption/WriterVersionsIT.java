package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(LocalStackExtension.class)
class WriterVersionsIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int EACH = 20;

  @Test
  void loadsParentsAndChildrenOfSeveralVersionsInOneBatch(LocalStack stack) throws IOException {
    try (Programme programme = new Programme(stack, "writer_versions_it").withTopics(1)) {
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < EACH; i++) {
        events.add(purchase(i));
        events.add(purchase(i).without("transactionType"));
        events.add(withoutCategories(purchase(i)));
      }

      // Before the service starts, so that one fetch has them all.
      programme.sendAll(events);
      try (ConfigurableApplicationContext service =
          programme.start(
              "consumption.batch.max-age=3s", "consumption.topic.fetch.min-bytes=1MB")) {
        assertOneBatch(programme, service);
      }
    }
  }

  private static void assertOneBatch(Programme programme, ConfigurableApplicationContext service) {
    Warehouse warehouse = programme.warehouse();
    Account account = warehouse.awaitRecords("purchase-transaction", 3 * EACH);

    assertThat(account).isEqualTo(new Account(3 * EACH, 3 * EACH, 0, 0, 0));
    String purchases = "bi.purchase_transaction";
    String items = "bi.purchase_transaction_line_item";
    assertThat(
            warehouse
                .jdbc()
                .sql("SELECT count(DISTINCT loaded_at) FROM " + purchases)
                .query(Long.class)
                .single())
        .as("batches")
        .isEqualTo(1);
    assertThat(warehouse.count(purchases + " WHERE transaction_type = 'RETURN'"))
        .isEqualTo(2 * EACH);
    assertThat(warehouse.count(purchases + " WHERE transaction_type = 'SALE'")).isEqualTo(EACH);
    assertThat(warehouse.count(items)).isEqualTo(6 * EACH);
    assertThat(warehouse.count(items + " WHERE category = 'food'")).isEqualTo(4 * EACH);
    assertThat(warehouse.count(items + " WHERE category IS NULL")).isEqualTo(2 * EACH);
    assertThat(
            warehouse
                .contentsById(
                    """
              SELECT event_id, string_agg(i.product_id, ',' ORDER BY i.position)
              FROM bi.purchase_transaction JOIN bi.purchase_transaction_line_item i
                USING (event_id, occurred_at)
              GROUP BY event_id""")
                .values())
        .hasSize(3 * EACH)
        .allMatch(products -> products.toString().matches("bread-(\\d+),milk-\\1"));
    assertThat(warehouse.count("pipeline.dead_letter")).isZero();
    warehouse.assertRowsAreAccountedFor("purchase-transaction");
    programme.assertNothingIsUnaccountedFor(service);
  }

  private static Event purchase(int number) {
    Event event = Event.purchase(UUID.randomUUID(), "bread-" + number, "milk-" + number);
    event.record().put("transactionType", "RETURN");
    ((List<?>) event.record().get("lineItems"))
        .forEach(item -> ((GenericRecord) item).put("category", "food"));
    return event.on(0);
  }

  /** Returns the event under an older schema whose line items have no category. */
  private static Event withoutCategories(Event event) throws IOException {
    Schema now = event.record().getSchema();
    ObjectNode before = (ObjectNode) JSON.readTree(now.toString());
    ArrayNode fields =
        (ArrayNode)
            before.at("/fields/%d/type/items/fields".formatted(now.getField("lineItems").pos()));
    fields.removeIf(field -> field.path("name").asString().equals("category"));
    Schema older = new Schema.Parser().parse(before.toString());
    byte[] bytes = event.bytes(0);
    int header = WireFormat.HEADER_BYTES;
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(now, older)
            .read(
                null,
                DecoderFactory.get().binaryDecoder(bytes, header, bytes.length - header, null));
    return new Event(event.type(), event.partition(), event.key(), record);
  }
}
