/**
 * Contains the HTTP connection to the services, its security, and how responses and errors are
 * read. Each service's API has its own package. This package knows no command and no user
 * interface.
 */
package io.loyalty.client;
