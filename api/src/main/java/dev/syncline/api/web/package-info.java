/** What all endpoints share: tenants, lists, paths, the JSON they speak and its description. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.web;
