/** The screen Sources: what a source sent, day by day, and the page for whoever built it. */
package io.loyalty.console.sources;
