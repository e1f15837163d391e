/** Who may call: the guard of the open loopback server, and API keys elsewhere. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.access;
