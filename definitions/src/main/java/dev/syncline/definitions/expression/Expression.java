package dev.syncline.definitions.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression over a source record, without side effects and without loops. */
public sealed interface Expression {
  /**
   * @param value a String, BigDecimal, Boolean or null
   */
  record Literal(@Nullable Object value) implements Expression {}

  /** A source field; dots walk into objects. */
  record Field(String path) implements Expression {}

  record Not(Expression operand) implements Expression {}

  record Negate(Expression operand) implements Expression {}

  record Binary(Operator operator, Expression left, Expression right) implements Expression {}

  record Conditional(Expression condition, Expression then, Expression otherwise)
      implements Expression {}

  /** A function of the catalogue, its first argument the value, or one of {@link BuiltIn}. */
  record Call(String function, List<Expression> arguments) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** Functions that only expressions have. */
  enum BuiltIn {
    CONCAT,
    COALESCE,
    IS_BLANK,
    LENGTH
  }

  /** The operators, loosest first. */
  enum Operator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS_OR_EQUAL("<=", 4),
    GREATER_OR_EQUAL(">=", 4),
    LESS("<", 4),
    GREATER(">", 4),
    PLUS("+", 5),
    MINUS("-", 5),
    TIMES("*", 6),
    DIVIDE("/", 6),
    REMAINDER("%", 6);

    private final String symbol;
    private final int strength;

    Operator(String symbol, int strength) {
      this.symbol = symbol;
      this.strength = strength;
    }

    public String symbol() {
      return symbol;
    }

    int strength() {
      return strength;
    }
  }
}
