package io.loyalty.consumption;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Sends events until it is ended, each of them twice: at the same moment or thousands of records
 * later, on its own partition or on another. A few are sent a third time, changed; and some records
 * are invalid. It knows the expected outcome of each. The content depends on the seed only, except
 * for the times of arrival.
 */
final class TwiceSentTraffic implements AutoCloseable {
  static final String POINTS = "points-collected";
  static final String PURCHASES = "purchase-transaction";

  private static final int PART = 200;
  private static final int HELD_BACK = 3_000;
  private static final long MOST_WAITING = 20_000;
  private static final Duration PACE = Duration.ofMillis(50);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final int DAYS = 60;

  private final Programme programme;
  private final int partitions;
  private final Random random;
  private final LongSupplier loaded;
  private final Map<UUID, Long> points = new HashMap<>();
  private final Map<UUID, String> products = new HashMap<>();
  private final List<Event> again = new ArrayList<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> sending;
  private volatile boolean ending;
  private final AtomicLong records = new AtomicLong();
  private long changed;
  private long damaged;

  private TwiceSentTraffic(Programme programme, int partitions, long seed, LongSupplier loaded) {
    this.programme = programme;
    this.partitions = partitions;
    this.random = new Random(seed);
    this.loaded = loaded;
    this.sending =
        thread.submit(
            () -> {
              send();
              return null;
            });
  }

  /**
   * Starts to send.
   *
   * @param loaded returns the number of loaded records; sending waits for it, so that the lag stays
   *     bounded
   */
  static TwiceSentTraffic into(
      Programme programme, int partitions, long seed, LongSupplier loaded) {
    return new TwiceSentTraffic(programme, partitions, seed, loaded);
  }

  /** Sends the remaining second copies, and returns when all records are published. */
  void end() throws InterruptedException, ExecutionException {
    ending = true;
    thread.shutdown();
    sending.get();
  }

  /** Returns the number of records on the topics. */
  long records() {
    return records.get();
  }

  /** Returns the points of each event; this and the methods below are called after the end. */
  Map<UUID, Long> points() {
    return points;
  }

  /** Returns the products of each purchase, in order, joined by commas. */
  Map<UUID, String> products() {
    return products;
  }

  /** Returns the number of purchases whose id was sent before with other content. */
  long changed() {
    return changed;
  }

  /** Returns the number of invalid records, which are all on the topic of points. */
  long damaged() {
    return damaged;
  }

  private void send() {
    while (!ending) {
      List<Event> part = new ArrayList<>();
      for (int i = 0; i < PART; i++) {
        Event event = random.nextInt(4) == 0 ? purchase() : points(UUID.randomUUID());
        part.add(event);
        again.add(event);
        // The copy is in the same part, and so in the same batch, or much later.
        if (again.size() > HELD_BACK || random.nextInt(10) == 0) {
          part.add(elsewhere(again.remove(random.nextInt(again.size()))));
        }
      }
      put(part);
      sendWhatIsWrong(part.get(random.nextInt(part.size())));
      await().forever().pollDelay(PACE).pollInterval(LOOK_EVERY).until(this::mayGoOn);
    }
    put(again.stream().map(this::elsewhere).toList());
    again.clear();
  }

  private boolean mayGoOn() {
    return ending || records.get() - loaded.getAsLong() < MOST_WAITING;
  }

  private void put(List<Event> events) {
    programme.sendAll(events);
    records.addAndGet(events.size());
  }

  private Event elsewhere(Event event) {
    return random.nextInt(5) == 0 ? event.on(random.nextInt(partitions)) : event;
  }

  private Event points(UUID id) {
    long value = random.nextInt(1_000);
    points.put(id, value);
    return Event.points(id, value, Instant.now().minus(Duration.ofDays(random.nextInt(DAYS))));
  }

  private Event purchase() {
    UUID id = UUID.randomUUID();
    String[] bought =
        IntStream.rangeClosed(0, random.nextInt(4))
            .mapToObj(n -> "product-" + random.nextInt(100))
            .toArray(String[]::new);
    products.put(id, String.join(",", bought));
    return Event.purchase(id, bought);
  }

  /** Sends an invalid record, and a purchase that was sent before with another list of products. */
  private void sendWhatIsWrong(Event sent) {
    byte[] noise = new byte[1 + random.nextInt(20)];
    random.nextBytes(noise);
    // With the first byte of the wire format, the registry would be asked for the schema.
    noise[0] = 1;
    programme.sendBytes(POINTS, random.nextInt(partitions), noise);
    damaged++;
    records.incrementAndGet();
    // The first record on a partition stays the first, whichever partition its copy goes to.
    if (sent.type().equals(PURCHASES) && sent.partition() == null) {
      UUID id = UUID.fromString(sent.record().get("eventId").toString());
      put(List.of(Event.purchase(id, "changed")));
      changed++;
    }
  }

  @Override
  public void close() {
    ending = true;
    thread.shutdownNow();
  }
}
