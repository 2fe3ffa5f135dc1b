package io.loyalty.schemas.registry;

/**
 * Classifies the registry's responses with a status other than 2xx.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110, section 15</a>
 */
enum AnswerKind {
  /** The registry answered about the schema or the subject; the caller decides. */
  VERDICT,
  /** The registry is temporarily unavailable; the same request may succeed later. */
  BUSY,
  /**
   * The registry refused our credentials; an immediate retry is useless, but the credentials can be
   * corrected.
   */
  REFUSES_US,
  /** The API does not define this response. */
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
