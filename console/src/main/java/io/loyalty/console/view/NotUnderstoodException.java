package io.loyalty.console.view;

/** Signals that an address or a form has a value that can't be used; the message is a sentence. */
public final class NotUnderstoodException extends RuntimeException {
  /** Creates the exception with the sentence that the visitor reads. */
  public NotUnderstoodException(String sentence) {
    super(sentence);
  }
}
