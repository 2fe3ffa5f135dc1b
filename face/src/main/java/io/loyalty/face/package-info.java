/**
 * The HTTP face of both services: who may ask, how much a request may hold, and how a refusal
 * reads. Knows neither service.
 */
package io.loyalty.face;
