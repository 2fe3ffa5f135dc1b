package io.loyalty.cli.service;

import io.loyalty.client.ServiceException;
import io.loyalty.client.text.PrintableText;

/** Explains a failed request, and names the command's option that may help. */
public final class ServiceSentence {
  private static final String NO_TOKEN = " wants a token";

  private ServiceSentence() {}

  /** Returns one sentence in one line, without terminal control characters. */
  public static String of(ServiceException failure) {
    String sentence = PrintableText.line(failure.getMessage());
    return switch (failure.code()) {
      case UNAUTHORIZED ->
          sentence.endsWith(NO_TOKEN)
              ? "%s; give one by %s, or --token".formatted(sentence, TokenSource.VARIABLE)
              : sentence;
      case UNTRUSTED -> sentence + "; give the authority of its certificate by --ca-file.";
      default -> sentence;
    };
  }
}
