package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends points and purchases until it is ended, each once and all of them valid, whether or not
 * they are loaded.
 */
final class SteadyTraffic implements AutoCloseable {
  private static final String POINTS = "points-collected";
  private static final String PURCHASES = "purchase-transaction";
  private static final int POINTS_A_TURN = 80;
  private static final int PURCHASES_A_TURN = 20;
  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(3);

  private final Programme programme;
  private final Map<UUID, Long> points = new HashMap<>();
  private final Map<UUID, String> products = new HashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> sending;
  private volatile boolean ending;
  private volatile int partitions;

  private SteadyTraffic(Programme programme) {
    this.programme = programme;
    this.sending = thread.submit(this::send);
  }

  /** Starts to send. */
  static SteadyTraffic into(Programme programme) {
    return new SteadyTraffic(programme);
  }

  /** Waits until this number of further events is published. */
  void awaitMore(long records) {
    long until = sent.get() + records;
    await().atMost(LONG).until(() -> sent.get() >= until);
  }

  /**
   * Sends further points to this number of partitions in turn, not to the partition of their key.
   */
  void spreadPointsOver(int count) {
    partitions = count;
  }

  /** Stops sending, and returns when all events are published. */
  void end() throws InterruptedException, ExecutionException {
    ending = true;
    thread.shutdown();
    sending.get();
  }

  /** Checks after the end that the tables contain exactly the sent events. */
  void assertEachIsThereOnce(Warehouse warehouse) {
    assertThat(warehouse.awaitRecords(POINTS, points.size())).isEqualTo(allNew(points.size()));
    assertThat(warehouse.awaitRecords(PURCHASES, products.size()))
        .isEqualTo(allNew(products.size()));
    assertThat(warehouse.contentsById("SELECT event_id, points FROM bi.points_collected"))
        .isEqualTo(points);
    assertThat(
            warehouse.contentsById(
                """
                SELECT event_id, string_agg(i.product_id, ',' ORDER BY i.position)
                FROM bi.purchase_transaction JOIN bi.purchase_transaction_line_item i
                  USING (event_id, occurred_at)
                GROUP BY event_id"""))
        .isEqualTo(products);
    assertThat(warehouse.count("pipeline.dead_letter")).isZero();
    assertThat(warehouse.count("pipeline.conflict")).isZero();
    warehouse.assertRowsAreAccountedFor(POINTS);
    warehouse.assertRowsAreAccountedFor(PURCHASES);
  }

  private static Account allNew(long records) {
    return new Account(records, records, 0, 0, 0);
  }

  private void send() {
    while (!ending) {
      List<Event> turn = new ArrayList<>();
      for (int i = 0; i < POINTS_A_TURN; i++) {
        UUID id = UUID.randomUUID();
        points.put(id, (long) points.size());
        turn.add(placed(Event.points(id, points.get(id)), i));
      }
      for (int i = 0; i < PURCHASES_A_TURN; i++) {
        UUID id = UUID.randomUUID();
        String first = "product-" + products.size();
        products.put(id, first + ",second");
        turn.add(Event.purchase(id, first, "second"));
      }
      programme.sendAll(turn);
      sent.addAndGet(turn.size());
      await().forever().pollDelay(PACE).until(() -> true);
    }
  }

  private Event placed(Event event, int number) {
    int count = partitions;
    return count == 0 ? event : event.on(number % count);
  }

  @Override
  public void close() {
    ending = true;
    thread.shutdownNow();
  }
}
