package io.loyalty.ingestion.source.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.source.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletesTest {
  private final ScriptedSqs sqs = new ScriptedSqs();
  private final Map<String, Settlement> settled = new ConcurrentHashMap<>();
  private final Deletes deletes =
      new Deletes(
          sqs,
          Receipts.ADDRESS,
          Receipts.queue(),
          Receipts.meters(),
          (receipt, how) -> settled.put(receipt.handle(), how));

  @AfterEach
  void end() {
    deletes.close(Duration.ZERO);
  }

  @Test
  void tenShareARequest() {
    add(25);
    deletes.start();

    await().atMost(Duration.ofMinutes(1)).until(() -> settled.size() == 25);

    assertThat(settled.values()).containsOnly(Settlement.DELETED);
    assertThat(sqs.deletes).hasSize(3);
  }

  @Test
  void oneGoesAloneWhenItHasWaited() {
    deletes.start();
    add(1);

    await().atMost(Duration.ofMinutes(1)).until(() -> settled.size() == 1);
  }

  @Test
  void whatFailsInABatchIsTriedAgainAlone() {
    sqs.thenRefuse("h2", "InternalError");
    add(4);
    deletes.start();

    await().atMost(Duration.ofMinutes(1)).until(() -> settled.size() == 4);

    assertThat(settled.values()).containsOnly(Settlement.DELETED);
    assertThat(sqs.deletes).containsExactly(List.of("h0", "h1", "h2", "h3"), List.of("h2"));
  }

  @Test
  void aRequestThatFailsIsTriedAgain() {
    sqs.thenThrow(ScriptedSqs.refusal("ServiceUnavailable", 503))
        .thenThrow(ScriptedSqs.refusal("ThrottlingException", 400));
    add(2);
    deletes.start();

    await().atMost(Duration.ofMinutes(1)).until(() -> settled.size() == 2);

    assertThat(settled.values()).containsOnly(Settlement.DELETED);
    assertThat(sqs.deletes).hasSize(3);
  }

  @Test
  void aStaleReceiptIsNotTriedAgain() {
    sqs.thenRefuse("h1", "ReceiptHandleIsInvalid");
    add(3);
    deletes.start();

    await().atMost(Duration.ofMinutes(1)).until(() -> settled.size() == 3);

    assertThat(settled)
        .containsOnly(
            Map.entry("h0", Settlement.DELETED),
            Map.entry("h1", Settlement.EXPIRED),
            Map.entry("h2", Settlement.DELETED));
    assertThat(sqs.deletes).hasSize(1);
  }

  @Test
  void eachGoesAlone_whenTheWholeBatchIsRefusedForAStaleReceipt() {
    sqs.thenThrow(ScriptedSqs.refusal("ReceiptHandleIsInvalid", 404))
        .thenThrow(ScriptedSqs.refusal("ReceiptHandleIsInvalid", 404));
    add(3);
    deletes.start();

    await().atMost(Duration.ofMinutes(1)).until(() -> settled.size() == 3);

    assertThat(settled)
        .containsOnly(
            Map.entry("h0", Settlement.EXPIRED),
            Map.entry("h1", Settlement.DELETED),
            Map.entry("h2", Settlement.DELETED));
  }

  @Test
  void closingSendsWhatWaits() {
    deletes.start();
    add(13);

    deletes.close(Duration.ofSeconds(5));

    assertThat(settled.values()).hasSize(13).containsOnly(Settlement.DELETED);
  }

  @Test
  void closingGivesBackWhatCannotBeSentInTime() {
    IntStream.range(0, 100).forEach(n -> sqs.thenThrow(ScriptedSqs.refusal("Down", 500)));
    add(3);
    deletes.start();

    deletes.close(Duration.ofMillis(300));

    assertThat(settled.values()).hasSize(3).containsOnly(Settlement.RETURNED);
  }

  @Test
  void anUnexpectedFaultOfARequestIsTriedAgain() {
    sqs.thenThrow(new IllegalStateException("nobody thought of this"));
    add(3);
    deletes.start();

    await().atMost(Duration.ofMinutes(1)).until(() -> settled.size() == 3);

    assertThat(settled.values()).containsOnly(Settlement.DELETED);
  }

  @Test
  void anUnexpectedFaultWhileSettlingOneMessageKeepsNoOtherFromIt() {
    Deletes faulty =
        new Deletes(
            sqs,
            Receipts.ADDRESS,
            Receipts.queue(),
            Receipts.meters(),
            (receipt, how) -> {
              if (receipt.handle().equals("h1")) {
                throw new IllegalStateException("nobody thought of this");
              }
              settled.put(receipt.handle(), how);
            });
    IntStream.range(0, 25).forEach(number -> faulty.add(Receipts.of("h" + number)));
    faulty.start();

    await().atMost(Duration.ofMinutes(1)).until(() -> settled.size() == 24);

    faulty.close(Duration.ofSeconds(5));
    assertThat(settled).doesNotContainKey("h1");
  }

  private void add(int count) {
    IntStream.range(0, count).forEach(number -> deletes.add(Receipts.of("h" + number)));
  }
}
