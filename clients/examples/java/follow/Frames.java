package follow;

import databus.v1.Delivery.SubscribeRequest;
import databus.v1.Delivery.SubscribeResponse;
import databus.v1.DeliveryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The frames of one call, on a connection of its own: what is wrong with a connection ends with it. */
final class Frames implements AutoCloseable {
  /** Nothing came for so long that the connection must be dead, whatever the network says. */
  static final class Silent extends Exception {
    Silent(Duration silence) {
      super("nothing came for " + BigDecimal.valueOf(silence.toMillis(), 3).stripTrailingZeros().toPlainString() + " s");
    }
  }

  private static final Object END = new Object();
  private static final Metadata.Key<String> ROLE = Metadata.Key.of("databus-role", Metadata.ASCII_STRING_MARSHALLER);

  // One place: the next frame is read while this one is applied, no more.
  private final BlockingQueue<Object> arrived = new ArrayBlockingQueue<>(1);
  private final ManagedChannel channel;

  Frames(String hub, SubscribeRequest request) {
    channel = NettyChannelBuilder.forTarget(hub).usePlaintext().maxInboundMessageSize(64 << 20)
        // A host that is gone without a word is noticed.
        .keepAliveTime(30, TimeUnit.SECONDS).keepAliveTimeout(20, TimeUnit.SECONDS)
        // The loop in Follow repeats calls, not the library.
        .disableRetry().build();
    // What the hub believes of its caller. A reader does not see closed facets.
    Metadata caller = new Metadata();
    caller.put(ROLE, "reader");
    DeliveryServiceGrpc.newStub(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(caller)).subscribe(request, new Arrivals());
  }

  /** The next frame; null when the hub has ended the stream. */
  SubscribeResponse next(Duration silence) throws Silent, InterruptedException {
    Object item = arrived.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
    if (item == null) throw new Silent(silence);
    if (item instanceof RuntimeException broken) throw broken;
    return item == END ? null : (SubscribeResponse) item;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  // Waits while the last frame is not taken: so the hub is told to wait, too.
  private final class Arrivals implements StreamObserver<SubscribeResponse> {
    @Override
    public void onNext(SubscribeResponse frame) {
      put(frame);
    }

    @Override
    public void onError(Throwable error) {
      put(error);
    }

    @Override
    public void onCompleted() {
      put(END);
    }

    private void put(Object item) {
      try {
        arrived.put(item);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
