package io.loyalty.benchmarks.peer.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;

final class PurchaseInserts extends Inserts {
  private final PreparedStatement purchases;
  private final PreparedStatement items;

  PurchaseInserts(Connection connection) throws SQLException {
    super(connection);
    purchases =
        connection.prepareStatement(
            "INSERT INTO bi.purchase_transaction (event_id, occurred_at, occurred_utc_offset, received_at, source,"
                + " transaction_id, store_id, member_id, transaction_type, currency, total_amount, unmapped,"
                + " kafka_partition, kafka_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING");
    items =
        connection.prepareStatement(
            "INSERT INTO bi.purchase_transaction_line_item (occurred_at, event_id, position, product_id,"
                + " description, category, quantity, unit_price, amount, discount_amount, kafka_partition,"
                + " kafka_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  }

  @Override
  void add(GenericRecord event, int partition, long offset) throws SQLException {
    int next = envelope(purchases, event);
    purchases.setString(next++, text(event.get("transactionId")));
    purchases.setString(next++, text(event.get("storeId")));
    purchases.setString(next++, text(event.get("memberId")));
    purchases.setString(next++, text(event.get("transactionType")));
    purchases.setString(next++, text(event.get("currency")));
    purchases.setBigDecimal(next++, decimal(event.get("totalAmount"), 2));
    purchases.setString(next++, text(event.get("unmapped")));
    purchases.setInt(next++, partition);
    purchases.setLong(next, offset);
    purchases.addBatch();
    int position = 1;
    for (Object each : (List<?>) event.get("lineItems")) {
      add(event, position++, (GenericRecord) each, partition, offset);
    }
  }

  private void add(
      GenericRecord event, int position, GenericRecord item, int partition, long offset)
      throws SQLException {
    items.setObject(1, time(event.get("occurredAt")));
    items.setObject(2, UUID.fromString(event.get("eventId").toString()));
    items.setInt(3, position);
    items.setString(4, text(item.get("productId")));
    items.setString(5, text(item.get("description")));
    items.setString(6, text(item.get("category")));
    items.setBigDecimal(7, decimal(item.get("quantity"), 3));
    items.setBigDecimal(8, decimal(item.get("unitPrice"), 4));
    items.setBigDecimal(9, decimal(item.get("amount"), 2));
    items.setBigDecimal(10, decimal(item.get("discountAmount"), 2));
    items.setInt(11, partition);
    items.setLong(12, offset);
    items.addBatch();
  }

  @Override
  void send() throws SQLException {
    purchases.executeBatch();
    items.executeBatch();
  }
}
