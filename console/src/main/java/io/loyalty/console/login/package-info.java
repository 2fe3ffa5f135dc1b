/**
 * Who may see the console and who may act: sign-in, sessions, roles, and the headers that protect
 * pages. It knows nothing of the services.
 */
package io.loyalty.console.login;
