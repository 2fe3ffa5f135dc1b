package io.loyalty.console.service;

import io.loyalty.client.Answer;
import io.loyalty.client.ServiceException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a service has answered, or one sentence why there is no answer. A page shows what it
 * has: the sentence stands in the place of what is missing.
 *
 * @param value the answer; null if the request failed
 * @param fault the sentence; null if the request succeeded
 * @param cause the failure of the request; null if it succeeded, or nothing was asked
 */
public record Answered<T>(
    @Nullable T value, @Nullable String fault, @Nullable ServiceException cause) {
  /** Returns what was answered. */
  public static <T> Answered<T> of(T value) {
    return new Answered<>(value, null, null);
  }

  /** Returns neither an answer nor a fault: nothing was asked. */
  public static <T> Answered<T> unasked() {
    return new Answered<>(null, null, null);
  }

  /** Returns the lack of an answer. */
  public static <T> Answered<T> missing(String fault) {
    return new Answered<>(null, fault, null);
  }

  /** Sends a request and returns the answer or the fault. */
  public static <T> Answered<T> from(Supplier<Answer<T>> request) {
    try {
      return of(request.get().value());
    } catch (ServiceException e) {
      return missing(e);
    }
  }

  /** Sends a request and returns the answer with its JSON, or the fault. */
  public static <T> Answered<Answer<T>> whole(Supplier<Answer<T>> request) {
    try {
      return of(request.get());
    } catch (ServiceException e) {
      return missing(e);
    }
  }

  /**
   * Sends a request like {@link #from}, but lets the exception through if there is no such thing,
   * so that the page is not found.
   */
  public static <T> Answered<T> ofExisting(Supplier<Answer<T>> request) {
    try {
      return of(request.get().value());
    } catch (ServiceException e) {
      if (e.status() == 404) {
        throw e;
      }
      return missing(e);
    }
  }

  /**
   * Sends the next request to the same service as {@link #from} does, but not to one that was
   * silent: a page would wait for its timeout again and again.
   */
  public <R> Answered<R> then(Supplier<Answer<R>> request) {
    return isSilent() ? new Answered<>(null, fault, cause) : from(request);
  }

  /** Returns the answer in another form; a fault stays as it is. */
  public <R> Answered<R> map(Function<T, R> form) {
    return value == null ? new Answered<>(null, fault, cause) : of(form.apply(value));
  }

  /**
   * Returns what a page shows: the answer, or the sentence in its place; null if nothing was asked.
   */
  public @Nullable Object content() {
    return value == null ? fault : value;
  }

  /** Returns whether the request succeeded. */
  public boolean isThere() {
    return value != null;
  }

  /** Returns the answer, or something else in its place. */
  public T orElse(T other) {
    return value == null ? other : value;
  }

  /**
   * Returns the answer for a file. A page shows the fault in the place of what is missing; a file
   * would look complete, so there must be none.
   *
   * @throws ServiceException if the request failed
   * @throws MissingAnswerException if there was no request that could succeed
   */
  public T orThrow() {
    throwFault();
    return value;
  }

  /** Throws the first fault of the answers that a file is made of, as {@link #orThrow} does. */
  public static void orThrow(List<? extends Answered<?>> answers) {
    answers.forEach(Answered::throwFault);
  }

  /** Returns the faults of answers, each sentence once. */
  public static List<String> faults(List<? extends Answered<?>> answers) {
    return answers.stream().map(Answered::fault).filter(Objects::nonNull).distinct().toList();
  }

  private void throwFault() {
    if (cause != null) {
      throw cause;
    }
    if (fault != null) {
      throw new MissingAnswerException(fault);
    }
  }

  private static <T> Answered<T> missing(ServiceException fault) {
    return new Answered<>(null, sentence(fault), fault);
  }

  private boolean isSilent() {
    return cause != null && cause.code() == ServiceException.Code.TIMED_OUT;
  }

  /** Returns what a person should read of a failed request. */
  static String sentence(ServiceException fault) {
    String sentence = fault.detail().filter(each -> !each.isBlank()).orElse(fault.getMessage());
    return fault.code() == ServiceException.Code.UNTRUSTED
        ? sentence
            + "; console.services.ssl-bundle says whom the console trusts, and what it shows."
        : sentence;
  }
}
