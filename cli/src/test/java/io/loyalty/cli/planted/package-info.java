/** A house with one fault for each rule of the real one. */
package io.loyalty.cli.planted;
