/**
 * What tests of pages share: the console on a port of its own, services that answer as recorded,
 * and a visitor who keeps cookies and posts forms.
 */
package io.loyalty.console.visit;
