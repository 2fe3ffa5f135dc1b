package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.RedriveRequest;

/**
 * Holds what a visitor has typed to start a preview, or a redrive of what a filter chooses.
 *
 * @param patch a JSON Patch; blank for none
 * @param contract a contract file that is tried; blank for none
 * @param rate the most dead letters a second; blank for the service's default
 */
record PreviewForm(String patch, String contract, String rate) {
  RedriveRequest preview(LetterFilter filter) {
    return new RedriveRequest(
        filter.changed(),
        null,
        JsonInput.patch(patch),
        JsonInput.contract(contract),
        true,
        JsonInput.rate(rate));
  }

  RedriveRequest redrive(LetterFilter filter) {
    return new RedriveRequest(filter.changed(), null, null, null, false, JsonInput.rate(rate));
  }

  RedriveRequest redriveOf(String preview) {
    return new RedriveRequest(null, preview, null, null, false, JsonInput.rate(rate));
  }
}
