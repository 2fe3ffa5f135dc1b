package io.loyalty.stream;

import io.loyalty.face.testing.OpenApiRules;

/** Holds the document to itself. */
class OpenApiTest extends OpenApiRules {}
