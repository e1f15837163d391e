package dev.syncline.definitions;

import static dev.syncline.definitions.Functions.Kind.ANY;
import static dev.syncline.definitions.Functions.Kind.COUNTRY;
import static dev.syncline.definitions.Functions.Kind.CURRENCY;
import static dev.syncline.definitions.Functions.Kind.DATE_FORMAT;
import static dev.syncline.definitions.Functions.Kind.FIELD;
import static dev.syncline.definitions.Functions.Kind.NUMBER;
import static dev.syncline.definitions.Functions.Kind.REGEX;
import static dev.syncline.definitions.Functions.Kind.TEXT;
import static dev.syncline.definitions.Functions.Kind.WHOLE;

import dev.syncline.definitions.FieldSpec.FunctionCall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The functions that may stand in {@code apply} and in expressions. */
public final class Functions {
  /** Every function, in the order of the reference. */
  public static final List<Signature> ALL =
      List.of(
          of("trim", "blanks at both ends removed"),
          of("lower", "lower case"),
          of("upper", "UPPER CASE"),
          of("title_case", "Each Word Capitalised, after blanks, hyphens and apostrophes"),
          of("collapse_spaces", "runs of blanks become one, those at the ends go"),
          of("strip_accents", "é becomes e"),
          of("normalize_email", "trimmed and lower case"),
          optional(
              0,
              "normalize_phone",
              "a phone number in E.164; the country is of numbers without a country code",
              COUNTRY),
          of("country_code", "a country's name or alpha-3 code as alpha-2; refuses what is none"),
          of("normalize_postal_code", "a postal code as the country writes it", COUNTRY),
          of("digits", "only the digits"),
          of("replace", "every occurrence of the first text becomes the second", TEXT, TEXT),
          of("regex_replace", "every match becomes the text; $1 is a group", REGEX, TEXT),
          of("regex_extract", "the first group of the first match, or nothing", REGEX),
          of("prefix", "the text put before", TEXT),
          of("suffix", "the text put after", TEXT),
          optional(1, "substring", "from a position (from 0), at most so many", WHOLE, WHOLE),
          optional(1, "pad_left", "filled up on the left to a length, with 0", WHOLE, TEXT),
          of("split_first", "what stands before the first separator", TEXT),
          of("split_last", "what stands after the last separator", TEXT),
          of("split", "a list, cut at each separator", TEXT),
          of("join", "a list as text, with the separator between", TEXT),
          of("first", "the first element of a list"),
          of("last", "the last element of a list"),
          of("default", "the value where there is none or it is blank", ANY),
          repeating(
              "coalesce", "the first other source field that is not blank, if this is", FIELD),
          repeating("null_if", "nothing where it equals one of these", ANY),
          of("to_text", "as text"),
          of("to_integer", "as a whole number; refuses what is none"),
          of("to_decimal", "as a decimal; refuses what is none"),
          of("to_boolean", "true/false from true, yes, y, on, 1 and their opposites"),
          of("round", "rounded half up to so many decimal places", WHOLE),
          of("multiply", "times the number", NUMBER),
          of("money_minor", "an amount in the currency's smallest unit: 12.50 is 1250", CURRENCY),
          of("parse_date", "a date written in that format, as yyyy-mm-dd", DATE_FORMAT),
          of("format_date", "a date or timestamp written in that format", DATE_FORMAT),
          of("hash", "SHA-256 of the text, in hex"),
          of("json_parse", "the JSON that the text holds"));

  private static final Map<String, Signature> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Signature::name, Function.identity()));

  private Functions() {}

  public static Optional<Signature> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  public static List<String> names() {
    return ALL.stream().map(Signature::name).toList();
  }

  private static Signature of(String name, String summary, Kind... arguments) {
    return new Signature(name, List.of(arguments), arguments.length, false, summary);
  }

  private static Signature optional(int required, String name, String summary, Kind... arguments) {
    return new Signature(name, List.of(arguments), required, false, summary);
  }

  private static Signature repeating(String name, String summary, Kind argument) {
    return new Signature(name, List.of(argument), 1, true, summary);
  }

  /** What an argument must be. */
  public enum Kind {
    TEXT,
    WHOLE,
    NUMBER,
    ANY,
    REGEX,
    DATE_FORMAT,
    CURRENCY,
    COUNTRY,
    FIELD;

    Optional<String> problem(JsonNode argument) {
      return ArgumentChecks.problem(this, argument);
    }
  }

  /**
   * A function's name and arguments.
   *
   * @param required how many of the arguments must be given
   * @param repeats whether the last argument may be given any number of times
   */
  public record Signature(
      String name, List<Kind> arguments, int required, boolean repeats, String summary) {

    /** What is wrong with a call, or empty. */
    public Optional<String> problem(FunctionCall call) {
      int given = call.arguments().size();
      if (given < required || (!repeats && given > arguments.size())) {
        return Optional.of("'" + name + "' takes " + arity() + ", not " + given);
      }
      for (int i = 0; i < given; i++) {
        Kind kind = arguments.get(Math.min(i, arguments.size() - 1));
        Optional<String> problem = kind.problem(call.arguments().get(i));
        if (problem.isPresent()) {
          return Optional.of("argument " + (i + 1) + " of '" + name + "' " + problem.get());
        }
      }
      return Optional.empty();
    }

    /** As users write it: {@code replace(text, text)}. */
    public String usage() {
      String shown =
          arguments.stream()
              .map(kind -> kind.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      return arguments.isEmpty() ? name : name + "(" + shown + (repeats ? ", …" : "") + ")";
    }

    private String arity() {
      if (repeats) {
        return "at least " + required + " argument";
      }
      String most = arguments.size() == 1 ? "1 argument" : arguments.size() + " arguments";
      return required == arguments.size() ? most : required + " to " + most;
    }
  }
}
