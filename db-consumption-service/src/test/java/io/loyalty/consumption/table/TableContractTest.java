package io.loyalty.consumption.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.InvalidContractException;
import io.loyalty.schemas.contract.PersonalData;
import io.loyalty.schemas.contract.TablePartition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableContractTest {
  private final EventCatalogue catalogue = EventCatalogue.fromClasspath();

  @Test
  void mapsAPurchaseToATableAndItsLineItemsToAChildTable() {
    TableContract purchase = table("purchase-transaction");
    assertThat(purchase.name()).hasToString("bi.purchase_transaction");
    assertThat(purchase.key()).containsExactly("occurred_at", "event_id");
    assertThat(purchase.partition()).contains(TablePartition.MONTH);
    assertThat(described(purchase))
        .containsExactly(
            "event_id uuid not null",
            "occurred_at timestamptz not null",
            "occurred_utc_offset smallint not null",
            "received_at timestamptz not null",
            "source text not null",
            "transaction_id text not null",
            "store_id text not null",
            "member_id text",
            "transaction_type text not null default 'SALE'",
            "currency text not null",
            "total_amount numeric(12,2) not null",
            "unmapped text");
    TableContract items = purchase.children().get(0);
    assertThat(items.name()).hasToString("bi.purchase_transaction_line_item");
    assertThat(items.key()).containsExactly("occurred_at", "event_id", "position");
    assertThat(described(items))
        .containsExactly(
            "occurred_at timestamptz not null",
            "event_id uuid not null",
            "position integer not null",
            "product_id text not null",
            "description text",
            "category text",
            "quantity numeric(12,3) not null",
            "unit_price numeric(14,4)",
            "amount numeric(12,2) not null",
            "discount_amount numeric(12,2) not null default 0.00");
  }

  @Test
  void aMapIsJsonAndPersonalDataIsMarked() {
    TableContract enrolled = table("member-enrolled");
    assertThat(described(enrolled))
        .contains("attributes jsonb", "birth_date date", "enrolled_on date not null");
    assertThat(columns(enrolled, PersonalData.DIRECT))
        .containsExactly("email", "first_name", "birth_date", "gender", "attributes", "unmapped");
    assertThat(columns(enrolled, PersonalData.PSEUDONYM)).containsExactly("member_id");
  }

  @Test
  void everyTypeSaysWhatItKnowsOfAPerson() {
    for (EventType type : catalogue.eventTypes()) {
      assertThat(type.schemas().current()).doesNotContain("\"pii\": true");
      assertThat(columns(TableContract.of(type), PersonalData.DIRECT)).contains("unmapped");
      assertThat(columns(TableContract.of(type), PersonalData.PSEUDONYM)).contains("member_id");
    }
    assertThat(columns(TableContract.of(catalogue.deadLetter()), PersonalData.DIRECT))
        .contains("original", "record_key", "record_headers");
  }

  @Test
  void whatStandsInAPersonalFieldIsPersonal_andSoIsAHash() {
    TableContract table =
        TableContract.of(
            EventCatalogue.read(
                """
                {"type":"record","name":"E","doc":"d","eventType":"e","key":["eventId"],"fields":[
                {"name":"eventId","type":{"type":"string","logicalType":"uuid"},"doc":"d"},
                {"name":"occurredAt","type":{"type":"long","logicalType":"timestamp-micros"},"doc":"d"},
                {"name":"occurredAtOffset","type":"int","doc":"d"},
                {"name":"receivedAt","type":{"type":"long","logicalType":"timestamp-micros"},"doc":"d"},
                {"name":"source","type":"string","doc":"d"},
                {"name":"card","type":"string","doc":"d","transform":["trim","hash"]},
                {"name":"home","doc":"d","pii":"direct","type":{"type":"record","name":"H","fields":[
                  {"name":"street","type":"string","doc":"d"}]}},
                {"name":"guests","doc":"d","pii":"pseudonym","type":{"type":"array","items":
                  {"type":"record","name":"G","fields":[
                  {"name":"number","type":"string","doc":"d"},
                  {"name":"name","type":"string","doc":"d","pii":"direct"}]}}},
                {"name":"unmapped","type":["null","string"],"default":null,"doc":"d","pii":true}]}"""));

    assertThat(columns(table, PersonalData.DIRECT)).containsExactly("home_street", "unmapped");
    assertThat(columns(table, PersonalData.PSEUDONYM)).containsExactly("card");
    TableContract guests = table.children().get(0);
    assertThat(columns(guests, PersonalData.PSEUDONYM)).containsExactly("number");
    assertThat(columns(guests, PersonalData.DIRECT)).containsExactly("name");
  }

  @Test
  void aDeadLetterHasATableOfItsOwnKeyedByItsId() {
    TableContract deadLetter = TableContract.of(catalogue.deadLetter());
    assertThat(deadLetter.name()).hasToString("pipeline.dead_letter");
    assertThat(deadLetter.key()).containsExactly("dead_letter_id");
    assertThat(deadLetter.partition()).isEmpty();
    assertThat(deadLetter.children())
        .extracting(child -> child.name().toString())
        .containsExactly("pipeline.dead_letter_violation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"doc\": \"Worth of the reward.\" | \"doc\": \"d\", \"default\": \"\\\\u0003\\\\u00e8\" | does not fit numeric(12,2): it has more than 12 digits",
        "\"doc\": \"Worth of the reward.\" | \"doc\": \"d\", \"default\": \"\"       | a decimal has at least one byte",
        "\"name\": \"offerId\" | \"name\": \"offerIdOfTheOfferThatTheMemberHasCompletedInTheStoreOrOnline\" | too long for a column",
        "\"type\": \"string\", \"doc\": \"The offer.\" | \"type\": {\"type\":\"long\",\"logicalType\":\"local-timestamp-micros\"}, \"doc\": \"o\" | offer-completed.offerId: the logical type local-timestamp-micros is not supported",
      })
  void refusesAContractThatPostgresqlHasNoPlaceFor(String was, String becomes, String sentence) {
    String offer = catalogue.find("offer-completed").orElseThrow().schemas().current();
    assertThat(offer).contains(was);
    EventType changed = EventCatalogue.read(offer.replace(was, becomes));
    assertThatThrownBy(() -> TableContract.of(changed))
        .isInstanceOf(InvalidContractException.class)
        .hasMessageContaining(sentence);
  }

  private TableContract table(String eventType) {
    return TableContract.of(catalogue.find(eventType).orElseThrow());
  }

  private static List<String> columns(TableContract table, PersonalData personal) {
    return table.columns().stream()
        .filter(column -> column.notes().personal() == personal)
        .map(Column::name)
        .toList();
  }

  private static List<String> described(TableContract table) {
    return table.columns().stream()
        .map(
            column ->
                column.name()
                    + " "
                    + column.type().sql()
                    + (column.nullable() ? "" : " not null")
                    + column.notes().sqlDefault().map(value -> " default " + value).orElse(""))
        .toList();
  }
}
