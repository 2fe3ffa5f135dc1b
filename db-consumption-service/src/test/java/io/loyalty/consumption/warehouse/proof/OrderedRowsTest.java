package io.loyalty.consumption.warehouse.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Tests that rows are found by partition and offset, and that each is counted once. */
class OrderedRowsTest {
  @Test
  void findsTheRowsOfARecord_andCountsThoseWithoutOne() {
    OrderedRows rows = rows(List.of(row(0, 3), row(0, 5)), List.of(row(0, 6), row(0, 9)));

    rows.begin(0);

    assertThat(rows.at(3)).contains(row(0, 3));
    assertThat(rows.at(4)).isEmpty();
    assertThat(rows.at(6)).contains(row(0, 6));
    assertThat(rows.at(7)).isEmpty();
    assertThat(rows.count()).isEqualTo(4);
  }

  @Test
  void passesTheRestOfAPartition_thatCouldNotBeRead() {
    OrderedRows rows = rows(List.of(row(0, 3), row(0, 5)), List.of(row(0, 6), row(2, 4)));

    rows.begin(0);
    assertThat(rows.at(3)).isPresent();
    rows.begin(2);

    assertThat(rows.at(4)).contains(row(2, 4));
    assertThat(rows.count()).isEqualTo(1);
  }

  @Test
  void hasNoRows_ofAPartitionThatHasNone() {
    OrderedRows rows = rows(List.of(row(2, 4)), List.of());

    rows.begin(1);

    assertThat(rows.at(4)).isEmpty();
    assertThat(rows.count()).isZero();
    rows.begin(2);
    assertThat(rows.at(4)).contains(row(2, 4));
  }

  @Test
  void countsBothRowsOfAnOffset_thatALogHadTwice() {
    OrderedRows rows = rows(List.of(row(0, 3), row(0, 3)), List.of(row(0, 4)));

    rows.begin(0);

    assertThat(rows.at(3)).isPresent();
    assertThat(rows.at(4)).contains(row(0, 4));
    assertThat(rows.count()).isEqualTo(3);
  }

  private static OrderedRows rows(List<StoredRow> first, List<StoredRow> second) {
    Queue<List<StoredRow>> left = new ArrayDeque<>(List.of(first, second));
    return new OrderedRows(() -> left.isEmpty() ? List.of() : left.remove());
  }

  private static StoredRow row(int partition, long offset) {
    return new StoredRow(partition, offset, List.of("key"), List.of());
  }
}
