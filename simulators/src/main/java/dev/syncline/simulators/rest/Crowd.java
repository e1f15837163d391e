package dev.syncline.simulators.rest;

/** Counts the requests that are under way at once. */
final class Crowd {
  private int limit = Integer.MAX_VALUE;
  private int now;
  private int most;

  synchronized void limit(int requests) {
    limit = requests;
  }

  /** False where there is no room. */
  synchronized boolean enter() {
    now++;
    most = Math.max(most, now);
    return now <= limit;
  }

  synchronized void leave() {
    now--;
  }

  synchronized int most() {
    return most;
  }
}
