/** Encryption of credentials at rest. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.secrets;
