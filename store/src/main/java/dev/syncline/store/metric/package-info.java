/** The numbers that monitoring asks for. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.metric;
