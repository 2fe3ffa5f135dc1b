package io.loyalty.stream.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.stream.enrichment.state.MemberOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OffersTest {
  private static final long VALIDITY = 100;
  private static final long UNTIL = 10_000;

  private final List<MemberOffer> state = new ArrayList<>();
  private final Offers offers = new Offers(state, VALIDITY, 3);

  private static Consumer<Offers> received(String offer, long at) {
    return offers -> offers.received(offer, at, UNTIL);
  }

  private static Consumer<Offers> completed(String offer, long at) {
    return offers -> offers.completed(offer, at, UNTIL);
  }

  @SafeVarargs
  private static Offers after(Consumer<Offers>... events) {
    var made = new Offers(new ArrayList<>(), VALIDITY, 3);
    for (Consumer<Offers> event : events) {
      event.accept(made);
    }
    return made;
  }

  @Test
  void closesAnOffer_whenItsCompletionIsReadFirst() {
    Offers made = after(completed("O", 20), received("O", 10));
    assertThat(made.openAt(15)).containsExactly("O");
    assertThat(made.openAt(20)).containsExactly("O");
    assertThat(made.openAt(21)).isEmpty();
  }

  @Test
  void isOpenFromTheFirstDelivery_andValidFromTheLast() {
    Offers made = after(received("O", 50), received("O", 10));
    assertThat(made.openAt(9)).isEmpty();
    assertThat(made.openAt(10)).containsExactly("O");
    assertThat(made.openAt(149)).containsExactly("O");
    assertThat(made.openAt(150)).isEmpty();
  }

  @Test
  void opensAnOfferAgain_whenItIsReceivedAfterItsCompletion() {
    assertThat(after(received("O", 10), completed("O", 20), received("O", 30)).openAt(35))
        .containsExactly("O");
    assertThat(after(received("O", 10), received("O", 30), completed("O", 20)).openAt(35))
        .containsExactly("O");
    assertThat(after(completed("O", 20), received("O", 30), received("O", 10)).openAt(35))
        .containsExactly("O");
  }

  @Test
  void opensAnOfferAgain_whenItIsReceivedAfterItsEnd() {
    Offers made = after(received("O", 10), received("O", 500));
    assertThat(made.openAt(200)).isEmpty();
    assertThat(made.openAt(500)).containsExactly("O");
    assertThat(after(received("O", 500), received("O", 10)).openAt(200)).isEmpty();
  }

  @Test
  void ignoresTheCompletionOfAnEarlierTime() {
    assertThat(after(received("O", 500), completed("O", 20)).openAt(550)).containsExactly("O");
  }

  @Test
  void letsCompletedOffersGoFirst_thenTheOldest() {
    offers.received("A", 10, UNTIL);
    offers.received("B", 20, UNTIL);
    offers.received("C", 30, UNTIL);
    offers.completed("C", 31, UNTIL);
    offers.received("D", 40, UNTIL);
    assertThat(offers.openAt(45)).containsExactly("D", "B", "A");
    offers.received("E", 50, UNTIL);
    assertThat(offers.openAt(55)).containsExactly("E", "D", "B");
    assertThat(state).hasSize(3);
  }

  @Test
  void forgetsWhatIsOver() {
    offers.received("A", 10, 110);
    offers.completed("B", 10, 111);
    assertThat(offers.forget(110)).isFalse();
    assertThat(offers.forget(111)).isTrue();
    assertThat(state).extracting(MemberOffer::getOfferId).containsExactly("B");
  }
}
