/** The application inside this process, as the commands see it, and its start on the platform. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.application;
