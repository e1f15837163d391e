/**
 * The conversion schema at work: one source record in, one canonical record or a refusal out. Pure;
 * compiled once a run.
 */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.mapping;
