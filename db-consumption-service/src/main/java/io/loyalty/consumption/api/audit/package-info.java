/** Serves who did what, and when. */
package io.loyalty.consumption.api.audit;
