/** How alike two values are: normal forms, edit distances, phonetic codes. Pure. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.dedupe.similarity;
