/** Reading of settings that several connectors take. */
@org.jspecify.annotations.NullMarked
package dev.syncline.connectors.settings;
