/**
 * Secures the HTTP API of both services: it authenticates callers, limits request bodies and writes
 * error responses. This package knows neither service.
 */
package io.loyalty.face;
