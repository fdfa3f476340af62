package follow;

import databus.v1.Delivery.SubscribeResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Follows a set of the DataBus and keeps it equal to the hub's, over restarts of either side. Start here, and put your own store in
 * the place of {@link Followed}. The guarantees that this relies on stand in protos/databus/v1/delivery.proto.
 */
public final class Follow {
  private static final long FIRST_PAUSE = 200;
  private static final long LONGEST_PAUSE = 5_000;

  private final Settings settings;
  private final Followed followed;
  private long pause = FIRST_PAUSE;

  private Follow(Settings settings) throws Exception {
    this.settings = settings;
    followed = new Followed(settings.bookmark);
  }

  /** Follows until it is ended. */
  public static void main(String[] args) throws Exception {
    Settings settings = null;
    try {
      settings = Settings.of(args);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
    }
    new Follow(settings).run();
  }

  private void run() throws Exception {
    while (!isDone()) {
      // Each waits another time, so that all readers do not come back at the same moment.
      Thread.sleep((long) (pause * ThreadLocalRandom.current().nextDouble(0.5, 1)));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  // True: there is nothing more to do. False: the connection is lost, and the next one goes on from the bookmark.
  private boolean isDone() throws Exception {
    try (Frames frames = new Frames(settings.hub, settings.request(followed.bookmark()))) {
      for (SubscribeResponse frame; (frame = frames.next(settings.silence)) != null; ) {
        followed.apply(frame);
        followed.save();
        pause = FIRST_PAUSE;
        if (!frame.getConsistent() || !frame.hasCaughtUp()) continue;
        System.out.printf("consistent %d %s%n", frame.getLastRevision(), followed.summary());
        if (settings.untilCaughtUp) return true;
      }
    } catch (Frames.Silent silent) {
      tryAgain("silent", silent.getMessage());
    } catch (StatusRuntimeException error) {
      // Any other status says that the request is wrong: trying again would not mend it.
      if (error.getStatus().getCode() != Status.Code.UNAVAILABLE) throw error;
      tryAgain("away", error.getStatus().getDescription());
    }
    return false;
  }

  private void tryAgain(String how, String why) {
    System.err.printf("the hub is %s (%s); next try in at most %.1f s%n", how, why, pause / 1000.0);
  }
}
