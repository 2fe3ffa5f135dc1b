/** The screen Live: activity of stores and suspicions of fraud, as they happen. */
package io.loyalty.console.board;
