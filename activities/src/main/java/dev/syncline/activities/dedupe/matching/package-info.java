/**
 * Probabilistic record linkage after Fellegi and Sunter: comparisons, learnt weights, blocking and
 * clustering. Pure: no database, no clock, no chance.
 */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.dedupe.matching;
