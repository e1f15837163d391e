/** API keys as stored: only their hashes. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.key;
