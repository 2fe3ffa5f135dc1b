/**
 * What of a refused event may be shown: nothing that may say something of a person whom the reader
 * may not know.
 */
package io.loyalty.consumption.masking;
