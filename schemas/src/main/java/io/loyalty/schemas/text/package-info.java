/** What a contract can promise of a text: formats, patterns, white space. Knows no schema. */
package io.loyalty.schemas.text;
