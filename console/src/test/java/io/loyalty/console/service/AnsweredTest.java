package io.loyalty.console.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.client.Answer;
import io.loyalty.client.ServiceException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnsweredTest {
  private static final String SENTENCE = "The service did not answer.";

  private final AtomicInteger asked = new AtomicInteger();

  private Supplier<Answer<String>> failing(ServiceException.Code code) {
    return () -> {
      asked.incrementAndGet();
      throw new ServiceException(
          new ServiceException.Problem(code, 0, Optional.empty()), SENTENCE, null);
    };
  }

  @Test
  void aSilentServiceIsAskedOnce_andItsFaultStandsForAll() {
    var failing = failing(ServiceException.Code.TIMED_OUT);

    Answered<String> second = Answered.from(failing).map(String::length).then(failing);

    assertThat(second.then(failing)).isEqualTo(second);
    assertThat(second.fault()).isEqualTo(SENTENCE);
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TIMED_OUT")
  void whoAnswersAtOnceIsAskedAgain_whateverTheAnswer(ServiceException.Code code) {
    var failing = failing(code);

    Answered.from(failing).then(failing);
    Answered.of("an answer").then(failing);

    assertThat(asked).hasValue(3);
  }
}
