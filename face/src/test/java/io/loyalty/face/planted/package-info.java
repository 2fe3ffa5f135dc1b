/** Contains two packages that import each other, which the rules must see. */
package io.loyalty.face.planted;
