package dev.syncline.connectors.spi;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

/** Gathers what a publisher publishes. */
final class BodyBytes implements Flow.Subscriber<ByteBuffer> {
  private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();

  private BodyBytes() {}

  static byte[] of(BodyPublisher body) {
    BodyBytes gathered = new BodyBytes();
    body.subscribe(gathered);
    return gathered.bytes.getBody().toCompletableFuture().join();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    bytes.onSubscribe(subscription);
  }

  @Override
  public void onNext(ByteBuffer part) {
    bytes.onNext(List.of(part));
  }

  @Override
  public void onError(Throwable error) {
    bytes.onError(error);
  }

  @Override
  public void onComplete() {
    bytes.onComplete();
  }
}
