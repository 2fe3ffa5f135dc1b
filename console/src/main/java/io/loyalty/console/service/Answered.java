package io.loyalty.console.service;

import io.loyalty.client.Answer;
import io.loyalty.client.ServiceException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a service has answered, or one sentence why there is no answer. A page shows what it
 * has: the sentence stands in the place of what is missing.
 *
 * @param value the answer; null if the request failed
 * @param fault the sentence; null if the request succeeded
 */
public record Answered<T>(@Nullable T value, @Nullable String fault) {
  /** Returns what was answered. */
  public static <T> Answered<T> of(T value) {
    return new Answered<>(value, null);
  }

  /** Returns the lack of an answer. */
  public static <T> Answered<T> missing(String fault) {
    return new Answered<>(null, fault);
  }

  /** Sends a request and returns the answer or the fault. */
  public static <T> Answered<T> from(Supplier<Answer<T>> request) {
    try {
      return of(request.get().value());
    } catch (ServiceException e) {
      return missing(sentence(e));
    }
  }

  /** Sends a request and returns the answer with its JSON, or the fault. */
  public static <T> Answered<Answer<T>> whole(Supplier<Answer<T>> request) {
    try {
      return of(request.get());
    } catch (ServiceException e) {
      return missing(sentence(e));
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
      return missing(sentence(e));
    }
  }

  /** Returns the answer in another form; a fault stays as it is. */
  public <R> Answered<R> map(Function<T, R> form) {
    return value == null ? missing(fault) : of(form.apply(value));
  }

  /** Returns whether the request succeeded. */
  public boolean isThere() {
    return value != null;
  }

  /** Returns the answer, or something else in its place. */
  public T orElse(T other) {
    return value == null ? other : value;
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
