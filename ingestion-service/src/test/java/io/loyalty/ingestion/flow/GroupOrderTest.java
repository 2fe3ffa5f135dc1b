package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.source.Message;
import org.junit.jupiter.api.Test;

class GroupOrderTest {
  private final GroupOrder groups = new GroupOrder();
  private final Message first = Messages.of("1", "a");
  private final Message second = Messages.of("2", "a");
  private final Message third = Messages.of("3", "a");

  @Test
  void messagesWithoutAGroupNeverWait() {
    Message message = Messages.of("1", null);
    assertThat(groups.admit(message)).isTrue();
    assertThat(groups.admit(Messages.of("2", null))).isTrue();
    assertThat(groups.next(message)).isEmpty();
    assertThat(groups.removeWaiting(message)).isEmpty();
  }

  @Test
  void oneOfAGroupIsInWork_theOthersFollowInOrder() {
    assertThat(groups.admit(first)).isTrue();
    assertThat(groups.admit(second)).isFalse();
    assertThat(groups.admit(third)).isFalse();
    assertThat(groups.admit(Messages.of("4", "b"))).isTrue();

    assertThat(groups.next(first)).contains(second);
    assertThat(groups.next(second)).contains(third);
    assertThat(groups.next(third)).isEmpty();
    assertThat(groups.admit(Messages.of("5", "a"))).isTrue();
  }

  @Test
  void messagesAfterAFailedOneLoseTheirTurn() {
    groups.admit(first);
    groups.admit(second);
    groups.admit(third);

    assertThat(groups.removeWaiting(first)).containsExactly(second, third);
    assertThat(groups.admit(first)).isTrue();
  }
}
