/** Serves previews, redrives and decisions on dead letters over HTTP. */
package io.loyalty.consumption.api.recovery;
