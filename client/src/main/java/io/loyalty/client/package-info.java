/**
 * Asks the services over HTTP: how a connection is made and secured, and how an answer or a refusal
 * looks. Each service's API is in a package of its own. Knows no command and no page that shows the
 * answers.
 */
package io.loyalty.client;
