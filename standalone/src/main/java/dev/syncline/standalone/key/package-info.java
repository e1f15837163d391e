/** The keys that open the HTTP API, for the command that makes and revokes them. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.key;
