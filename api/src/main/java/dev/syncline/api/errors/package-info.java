/** One shape for every error, from whichever layer it comes. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.errors;
