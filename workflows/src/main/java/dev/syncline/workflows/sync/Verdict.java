package dev.syncline.workflows.sync;

/**
 * What comes of a plan.
 *
 * @param next what the run does now
 * @param windows how many windows the plan has
 */
public record Verdict(Next next, int windows) {

  /** What a run does once its plan is judged. */
  public enum Next {
    APPLY,
    /** Its end is reached: the plan was all that was asked for. */
    END,
    /** A gate stopped it; it rests without a workflow until a person decides. */
    WAIT
  }
}
