/**
 * Runs one loyalty programme on both services, sends events to it, and accounts for each of them.
 */
package io.loyalty.endtoend.programme;
