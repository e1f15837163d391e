package dev.syncline.e2e.deployment;

import dev.syncline.e2e.product.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the applications' own sources say about variables, commands, options and versions. */
final class Sources {
  /** A constant's name that is looked up in what is called the environment. */
  private static final Pattern VARIABLE =
      Pattern.compile("(?:environment\\W|getenv\\()[^;\"]{0,60}\"([A-Z][A-Z0-9_]+)\"");

  private static final Pattern COMMAND =
      Pattern.compile("@Command\\(\\s*name = \"([a-z]+)\"", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("names = \"(--[a-z-]+)\"");
  private static final Pattern SHELL_VARIABLE = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]+)");

  private Sources() {}

  static Set<String> variables() {
    return found(VARIABLE);
  }

  static Set<String> commands() {
    return found(COMMAND);
  }

  static Set<String> options() {
    return found(OPTION);
  }

  /** The variables that a script, or the scripts of a folder, expect. */
  static Set<String> variablesOf(Path script) {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(script)) {
      files
          .filter(file -> file.toString().endsWith(".sh"))
          .forEach(file -> collect(SHELL_VARIABLE, file, names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  static String pomProperty(String name) {
    Matcher property =
        Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(text("pom.xml"));
    if (!property.find()) {
      throw new AssertionError("pom.xml has no " + name);
    }
    return property.group(1);
  }

  static String text(String path) {
    return read(Checkout.file(path));
  }

  private static Set<String> found(Pattern pattern) {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Checkout.root())) {
      files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> collect(pattern, file, names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  private static void collect(Pattern pattern, Path file, Set<String> names) {
    Matcher matcher = pattern.matcher(read(file));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
