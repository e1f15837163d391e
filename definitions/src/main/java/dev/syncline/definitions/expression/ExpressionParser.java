package dev.syncline.definitions.expression;

import dev.syncline.definitions.FieldSpec.FunctionCall;
import dev.syncline.definitions.Functions;
import dev.syncline.definitions.expression.Expression.BuiltIn;
import dev.syncline.definitions.expression.Expression.Operator;
import dev.syncline.definitions.expression.Tokens.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads expressions by precedence climbing. */
public final class ExpressionParser {
  private static final int DEEPEST = 50;

  private final Tokens tokens;
  private int depth;

  private ExpressionParser(String text) {
    this.tokens = new Tokens(text);
  }

  /** The expression; throws {@link IllegalArgumentException} telling what is wrong and where. */
  public static Expression parse(String text) {
    ExpressionParser parser = new ExpressionParser(text);
    Expression expression = parser.conditional();
    if (parser.tokens.kind() != Kind.END) {
      throw parser.tokens.unexpected("the end");
    }
    return expression;
  }

  private Expression conditional() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("nested deeper than " + DEEPEST + " levels");
    }
    Expression condition = binary(1);
    if (tokens.takeSymbol("?")) {
      Expression then = conditional();
      tokens.expectSymbol(":");
      condition = new Expression.Conditional(condition, then, conditional());
    }
    depth--;
    return condition;
  }

  private Expression binary(int weakest) {
    Expression left = unary();
    for (Operator operator = operator(weakest); operator != null; operator = operator(weakest)) {
      tokens.next();
      left = new Expression.Binary(operator, left, binary(operator.strength() + 1));
    }
    return left;
  }

  private @Nullable Operator operator(int weakest) {
    String symbol =
        switch (tokens.kind()) {
          case SYMBOL -> tokens.text();
          case NAME ->
              switch (tokens.text()) {
                case "and" -> "&&";
                case "or" -> "||";
                default -> "";
              };
          default -> "";
        };
    return Arrays.stream(Operator.values())
        .filter(o -> o.symbol().equals(symbol) && o.strength() >= weakest)
        .findFirst()
        .orElse(null);
  }

  private Expression unary() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("nested deeper than " + DEEPEST + " levels");
    }
    Expression result;
    if (tokens.takeSymbol("!") || tokens.takeName("not")) {
      result = new Expression.Not(unary());
    } else if (tokens.takeSymbol("-")) {
      result = new Expression.Negate(unary());
    } else {
      result = primary();
    }
    depth--;
    return result;
  }

  private Expression primary() {
    String text = tokens.text();
    switch (tokens.kind()) {
      case NUMBER -> {
        tokens.next();
        return new Expression.Literal(new BigDecimal(text));
      }
      case TEXT -> {
        tokens.next();
        return new Expression.Literal(text);
      }
      case FIELD -> {
        tokens.next();
        return new Expression.Field(text);
      }
      case NAME -> {
        tokens.next();
        return named(text);
      }
      default -> {
        if (tokens.takeSymbol("(")) {
          Expression inner = conditional();
          tokens.expectSymbol(")");
          return inner;
        }
        throw tokens.unexpected("a value");
      }
    }
  }

  private Expression named(String name) {
    if (tokens.takeSymbol("(")) {
      return call(name);
    }
    return switch (name) {
      case "true" -> new Expression.Literal(true);
      case "false" -> new Expression.Literal(false);
      case "null" -> new Expression.Literal(null);
      default -> new Expression.Field(name);
    };
  }

  private Expression call(String name) {
    List<Expression> arguments = new ArrayList<>();
    if (!tokens.takeSymbol(")")) {
      do {
        arguments.add(conditional());
      } while (tokens.takeSymbol(","));
      tokens.expectSymbol(")");
    }
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' needs a value in its brackets");
    }
    if (Arrays.stream(BuiltIn.values()).noneMatch(b -> word(b).equals(name))) {
      check(name, arguments);
    }
    return new Expression.Call(name, arguments);
  }

  private static String word(BuiltIn builtIn) {
    return builtIn.name().toLowerCase(Locale.ROOT);
  }

  /** A catalogue function: the value first, then literals only, since they are compiled once. */
  private static void check(String name, List<Expression> arguments) {
    Functions.Signature signature =
        Functions.find(name)
            .orElseThrow(() -> new IllegalArgumentException("there is no function '" + name + "'"));
    signature
        .problem(new FunctionCall(name, literals(name, arguments.subList(1, arguments.size()))))
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem + " (the value itself not counted)");
            });
  }

  /** The arguments after the value; throws where one of them is no literal. */
  public static List<JsonNode> literals(String function, List<Expression> arguments) {
    return arguments.stream().map(argument -> literal(function, argument)).toList();
  }

  private static JsonNode literal(String function, Expression argument) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (argument instanceof Expression.Literal literal) {
      Object value = literal.value();
      if (value instanceof String text) {
        return json.stringNode(text);
      }
      if (value instanceof Boolean flag) {
        return json.booleanNode(flag);
      }
      if (value instanceof BigDecimal number) {
        boolean small = number.scale() <= 0 && number.precision() < 9;
        return small ? json.numberNode(number.intValueExact()) : json.numberNode(number);
      }
      return json.nullNode();
    }
    throw new IllegalArgumentException(
        "'" + function + "' takes only fixed texts and numbers after its value");
  }
}
