/** What connections in the sandbox would have been sent. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.sandbox;
