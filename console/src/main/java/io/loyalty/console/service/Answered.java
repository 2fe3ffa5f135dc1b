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
 * @param silent whether the service did not respond in time
 */
public record Answered<T>(@Nullable T value, @Nullable String fault, boolean silent) {
  /** Returns what was answered. */
  public static <T> Answered<T> of(T value) {
    return new Answered<>(value, null, false);
  }

  /** Returns neither an answer nor a fault: nothing was asked. */
  public static <T> Answered<T> unasked() {
    return new Answered<>(null, null, false);
  }

  /** Returns the lack of an answer. */
  public static <T> Answered<T> missing(String fault) {
    return new Answered<>(null, fault, false);
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
    return silent ? new Answered<>(null, fault, true) : from(request);
  }

  /** Returns the answer in another form; a fault stays as it is. */
  public <R> Answered<R> map(Function<T, R> form) {
    return value == null ? new Answered<>(null, fault, silent) : of(form.apply(value));
  }

  /** Returns whether the request succeeded. */
  public boolean isThere() {
    return value != null;
  }

  /** Returns the answer, or something else in its place. */
  public T orElse(T other) {
    return value == null ? other : value;
  }

  private static <T> Answered<T> missing(ServiceException fault) {
    return new Answered<>(null, sentence(fault), fault.code() == ServiceException.Code.TIMED_OUT);
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
