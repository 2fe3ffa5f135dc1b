/**
 * Contains tests that both services share: of their OpenAPI documents, configuration references and
 * package rules.
 */
package io.loyalty.face.testing;
