package dev.syncline.simulators.rest;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which fault a request meets: one for all, else the first that is meant for it, else the next. */
final class Faults {
  private record Meant(Predicate<LoggedRequest> requests, Fault fault) {}

  private final ConcurrentLinkedDeque<Fault> next = new ConcurrentLinkedDeque<>();
  private final List<Meant> meant = new CopyOnWriteArrayList<>();
  private volatile @Nullable Fault always;

  void next(Fault fault, int times) {
    for (int i = 0; i < times; i++) {
      next.addLast(fault);
    }
  }

  void always(Fault fault) {
    always = fault;
  }

  void when(Predicate<LoggedRequest> requests, Fault fault) {
    meant.add(new Meant(requests, fault));
  }

  void clear() {
    always = null;
    meant.clear();
    next.clear();
  }

  @Nullable Fault of(LoggedRequest request) {
    if (always != null) {
      return always;
    }
    return meant.stream()
        .filter(each -> each.requests().test(request))
        .map(Meant::fault)
        .findFirst()
        .orElseGet(next::pollFirst);
  }
}
