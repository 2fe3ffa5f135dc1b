/**
 * Contains the text rules of contracts: formats, patterns and white space. This package knows no
 * schema.
 */
package io.loyalty.schemas.text;
