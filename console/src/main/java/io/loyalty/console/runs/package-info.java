/**
 * The screen Runs: replays, redrives, previews and reconciliations, the newest first; starts
 * replays and reconciliations and shows how far they are. Redrives have their pages on the screen
 * of dead letters.
 */
package io.loyalty.console.runs;
