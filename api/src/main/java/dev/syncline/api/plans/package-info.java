/** What a dry run would do, over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.plans;
