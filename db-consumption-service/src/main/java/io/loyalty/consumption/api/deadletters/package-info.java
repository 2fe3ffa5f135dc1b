/** Serves dead letters over HTTP, with personal data masked. */
package io.loyalty.consumption.api.deadletters;
