/** Reading request bodies strictly. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.requests;
