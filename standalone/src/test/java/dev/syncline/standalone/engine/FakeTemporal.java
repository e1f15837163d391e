package dev.syncline.standalone.engine;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Stands in for the {@code temporal} program: answers on {@code --port} as the server would. */
public final class FakeTemporal {
  private FakeTemporal() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    int port = Integer.parseInt(words.get(words.indexOf("--port") + 1));
    try (InProcessEngine engine = InProcessEngine.open("", port)) {
      System.out.println("listening at " + engine.address());
      new CountDownLatch(1).await();
    }
  }
}
