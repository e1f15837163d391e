/** The API as its callers meet it: over HTTP, with a real database and a real engine. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api;
