package dev.syncline.bench;

/** The three things that are timed. */
enum Work {
  FIRST("first load"),
  UNCHANGED("unchanged"),
  CHANGED("10 % changed");

  private final String title;

  Work(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Which result of the run object counts its rows, and how many of all it must be. */
  void require(tools.jackson.databind.JsonNode run, int rows) {
    tools.jackson.databind.JsonNode results = run.path("results");
    long changed = rows / 10;
    long created = this == FIRST ? rows : 0;
    long updated = this == CHANGED ? changed : 0;
    if (results.path("fetched").asLong() != rows
        || results.path("created").asLong() != created
        || results.path("updated").asLong() != updated
        || !run.path("status").asString().equals("completed")) {
      throw new IllegalStateException(title + " of " + rows + " rows went wrong: " + run);
    }
  }
}
