/**
 * The screen Dead letters: groups by cause, lists, single ones, and what brings them back
 * (previews, redrives, decisions).
 */
package io.loyalty.console.deadletters;
