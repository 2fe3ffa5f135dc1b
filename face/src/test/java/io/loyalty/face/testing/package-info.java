/**
 * Tests that both services share: of their OpenAPI documents, their configuration reference and
 * their rooms.
 */
package io.loyalty.face.testing;
