/** The vocabulary every module shares: statuses, counts, names and the one exception type. */
@org.jspecify.annotations.NullMarked
package dev.syncline.domain;
