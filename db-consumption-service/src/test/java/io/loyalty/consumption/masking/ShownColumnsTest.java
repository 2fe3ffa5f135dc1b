package io.loyalty.consumption.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.PersonalData;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownColumnsTest {
  private static final MappedType TYPE =
      MappedType.of(
          EventCatalogue.read(
              """
              {"type": "record", "name": "Gift", "namespace": "io.loyalty.events", "doc": "A gift.",
               "eventType": "gift", "key": ["memberId"], "fields": [
                {"name": "eventId", "type": {"type": "string", "logicalType": "uuid"}, "doc": "Its id."},
                {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "When."},
                {"name": "occurredAtOffset", "type": "int", "doc": "Minutes."},
                {"name": "receivedAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "When.",
                 "perDelivery": true},
                {"name": "source", "type": "string", "doc": "Whose."},
                {"name": "memberId", "type": "string", "doc": "Who.", "pii": "pseudonym", "lookup": true},
                {"name": "card", "type": "string", "doc": "Its number.", "transform": ["trim", "hash"]},
                {"name": "mail", "type": ["null", "string"], "doc": "To whom.", "default": null, "pii": "direct"},
                {"name": "tags", "type": {"type": "array", "items": "string"}, "doc": "Any."},
                {"name": "facts", "type": {"type": "map", "values": "string"}, "doc": "Any."},
                {"name": "shop", "doc": "Where.", "type": {"type": "record", "name": "Shop", "fields": [
                  {"name": "town", "type": "string", "doc": "Its town."},
                  {"name": "seller", "type": "string", "doc": "Who sold it.", "pii": "direct"}]}},
                {"name": "parts", "doc": "The parts.", "type": {"type": "array", "items":
                  {"type": "record", "name": "Part", "doc": "A part.", "fields": [
                    {"name": "product", "type": "string", "doc": "What."},
                    {"name": "giftFor", "type": "string", "doc": "For whom.", "pii": "direct"},
                    {"name": "voucher", "type": "string", "doc": "Its code.", "transform": ["hash"]}]}}},
                {"name": "unmapped", "type": ["null", "string"], "doc": "The rest.", "default": null, "pii": "direct"}
               ]}"""));

  @Test
  void showsAPseudonymToWhomItMayBeShown_andNoHashToAnybody() {
    assertThat(shown(TYPE.table(), PersonalData.PSEUDONYM))
        .containsExactly(
            "event_id",
            "occurred_at",
            "occurred_utc_offset",
            "received_at",
            "source",
            "member_id",
            "tags",
            "shop_town");
    assertThat(shown(TYPE.table(), PersonalData.NONE))
        .doesNotContain("member_id")
        .contains("shop_town");
  }

  @Test
  void showsAChildRowAsItsItem() {
    assertThat(shown(TYPE.table().children().get(0), PersonalData.PSEUDONYM))
        .containsExactly("occurred_at", "event_id", "position", "product");
  }

  @Test
  void showsNothingOfATableOfAnotherType() {
    MappedType other = MappedType.of(EventCatalogue.fromClasspath().eventTypes().get(0));
    assertThat(new ShownColumns(TYPE, PersonalData.PSEUDONYM).shows(other.table(), "event_id"))
        .isFalse();
  }

  private static List<String> shown(TableContract table, PersonalData most) {
    ShownColumns columns = new ShownColumns(TYPE, most);
    return table.columns().stream()
        .map(Column::name)
        .filter(column -> columns.shows(table, column))
        .toList();
  }
}
