package dev.syncline.activities.mapping;

import dev.syncline.definitions.FieldSpec.FunctionCall;
import dev.syncline.definitions.expression.Expression;
import dev.syncline.definitions.expression.Expression.BuiltIn;
import dev.syncline.definitions.expression.ExpressionParser;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles an expression's tree into one value source. */
final class ExpressionCompiler {
  private final SourceLayout layout;

  private ExpressionCompiler(SourceLayout layout) {
    this.layout = layout;
  }

  static ValueSource compile(Expression expression, SourceLayout layout) {
    return new ExpressionCompiler(layout).source(expression);
  }

  private ValueSource source(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      Object value = literal.value() instanceof BigDecimal n ? Values.number(n) : literal.value();
      return row -> value;
    }
    if (expression instanceof Expression.Field field) {
      return layout.path(field.path());
    }
    if (expression instanceof Expression.Not not) {
      ValueSource operand = source(not.operand());
      return row -> !Operators.isTrue(operand.value(row));
    }
    if (expression instanceof Expression.Negate negate) {
      ValueSource operand = source(negate.operand());
      return row -> Operators.minus(0L, operand.value(row));
    }
    if (expression instanceof Expression.Conditional conditional) {
      ValueSource condition = source(conditional.condition());
      ValueSource then = source(conditional.then());
      ValueSource otherwise = source(conditional.otherwise());
      return row -> (Operators.isTrue(condition.value(row)) ? then : otherwise).value(row);
    }
    if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    }
    return call((Expression.Call) expression);
  }

  private ValueSource binary(Expression.Binary binary) {
    ValueSource left = source(binary.left());
    ValueSource right = source(binary.right());
    return switch (binary.operator()) {
      case OR -> row -> Operators.isTrue(left.value(row)) || Operators.isTrue(right.value(row));
      case AND -> row -> Operators.isTrue(left.value(row)) && Operators.isTrue(right.value(row));
      case EQUAL -> row -> Operators.equal(left.value(row), right.value(row));
      case NOT_EQUAL -> row -> !Operators.equal(left.value(row), right.value(row));
      case LESS -> row -> Operators.less(left.value(row), right.value(row), false);
      case LESS_OR_EQUAL -> row -> Operators.less(left.value(row), right.value(row), true);
      case GREATER -> row -> Operators.less(right.value(row), left.value(row), false);
      case GREATER_OR_EQUAL -> row -> Operators.less(right.value(row), left.value(row), true);
      case PLUS -> row -> Operators.plus(left.value(row), right.value(row));
      case MINUS -> row -> Operators.minus(left.value(row), right.value(row));
      case TIMES -> row -> Operators.times(left.value(row), right.value(row));
      case DIVIDE -> row -> Operators.divide(left.value(row), right.value(row));
      case REMAINDER -> row -> Operators.remainder(left.value(row), right.value(row));
    };
  }

  private ValueSource call(Expression.Call call) {
    List<ValueSource> arguments = call.arguments().stream().map(this::source).toList();
    Optional<BuiltIn> builtIn =
        Arrays.stream(BuiltIn.values())
            .filter(b -> b.name().toLowerCase(Locale.ROOT).equals(call.function()))
            .findFirst();
    if (builtIn.isPresent()) {
      return builtIn(builtIn.get(), arguments);
    }
    List<Expression> others = call.arguments().subList(1, call.arguments().size());
    Step step =
        FunctionLibrary.compile(
            new FunctionCall(call.function(), ExpressionParser.literals(call.function(), others)),
            layout);
    ValueSource value = arguments.get(0);
    return row -> step.apply(value.value(row), row);
  }

  private static ValueSource builtIn(BuiltIn builtIn, List<ValueSource> arguments) {
    return switch (builtIn) {
      case CONCAT -> row -> concat(arguments, row);
      case COALESCE -> row -> coalesce(arguments, row);
      case IS_BLANK -> row -> Values.isBlank(arguments.get(0).value(row));
      case LENGTH -> row -> length(arguments.get(0).value(row));
    };
  }

  private static String concat(List<ValueSource> arguments, SourceRow row) throws MappingRefused {
    StringBuilder out = new StringBuilder();
    for (ValueSource argument : arguments) {
      String text = Values.text(argument.value(row));
      out.append(text == null ? "" : text);
    }
    return out.toString();
  }

  private static @Nullable Object coalesce(List<ValueSource> arguments, SourceRow row)
      throws MappingRefused {
    for (ValueSource argument : arguments) {
      Object value = argument.value(row);
      if (!Values.isBlank(value)) {
        return value;
      }
    }
    return null;
  }

  private static Long length(@Nullable Object value) throws MappingRefused {
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    String text = Values.text(value);
    return text == null ? 0L : text.codePointCount(0, text.length());
  }
}
