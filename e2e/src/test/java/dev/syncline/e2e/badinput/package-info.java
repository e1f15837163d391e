/** Sources that are broken in every way we know: a clear error, and nothing is lost. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.badinput;
