/** Records, their history and their external ids over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.records;
