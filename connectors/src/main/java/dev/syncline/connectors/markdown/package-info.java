/** A folder of Markdown documents: each is a record, its front matter and head lines are fields. */
@org.jspecify.annotations.NullMarked
package dev.syncline.connectors.markdown;
