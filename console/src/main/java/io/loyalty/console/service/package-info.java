/**
 * The clients of the services, and the only room with HTTP. Reading uses one token, acting another
 * one, together with the name of who acts; no token leaves this room.
 */
package io.loyalty.console.service;
