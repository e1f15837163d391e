/** Secrets that nobody may ever see again, and the search for them everywhere. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.secrets;
