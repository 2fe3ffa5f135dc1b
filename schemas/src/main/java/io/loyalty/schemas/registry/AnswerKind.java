package io.loyalty.schemas.registry;

/**
 * What a status of the registry other than 2xx means for the request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110, section 15</a>
 */
enum AnswerKind {
  /** The registry's own answer about the schema or the subject: the caller decides. */
  VERDICT,
  /** It can't now: the same request may be answered in a moment. */
  BUSY,
  /** It does not let us: trying at once again is of no use, but credentials can be put right. */
  REFUSES_US,
  /** No answer that the API has. */
  UNEXPECTED;

  static AnswerKind of(int status) {
    return switch (status) {
      case 404, 409, 422 -> VERDICT;
      case 401, 403, 407 -> REFUSES_US;
      case 408, 425, 429 -> BUSY;
      default -> status >= 500 && status <= 599 ? BUSY : UNEXPECTED;
    };
  }
}
