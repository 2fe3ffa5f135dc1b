/**
 * Asks the services over HTTP: how they are, to replay and prove, and what would become of events.
 * Knows nothing but their answers.
 */
package io.loyalty.cli.service;
