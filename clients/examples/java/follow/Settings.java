package follow;

import com.google.protobuf.ByteString;
import databus.v1.Delivery.SubscribeRequest;
import databus.v1.Predicate.EntityPredicate;
import databus.v1.Predicate.FacetTest;
import databus.v1.Predicate.FieldTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the command line asks for. */
final class Settings {
  static final String USAGE =
      "usage: run.sh --bookmark FILE [--hub HOST:PORT] [--facet KIND]... [--where FACET.FIELD=VALUE] [--silence SECONDS] [--until-caught-up]";

  /** Address of the hub's gRPC port. */
  String hub = "127.0.0.1:5080";

  /** File that keeps the set and its bookmark; one for each request. */
  Path bookmark;

  /** Time without a frame after which the connection is opened anew. */
  Duration silence = Duration.ofSeconds(90);

  /** End when the set is the hub's. */
  boolean untilCaughtUp;

  private final List<String> facets = new ArrayList<>();
  private EntityPredicate where;

  static Settings of(String[] args) {
    Settings settings = new Settings();
    for (int at = 0; at < args.length; at++) {
      if (args[at].equals("--until-caught-up")) {
        settings.untilCaughtUp = true;
        continue;
      }
      if (at + 1 == args.length) throw new IllegalArgumentException(USAGE);
      settings.set(args[at], args[++at]);
    }
    if (settings.bookmark == null) throw new IllegalArgumentException(USAGE);
    return settings;
  }

  private void set(String name, String value) {
    switch (name) {
      case "--hub" -> hub = value;
      case "--bookmark" -> bookmark = Path.of(value);
      case "--silence" -> silence = Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
      case "--facet" -> facets.add(value);
      case "--where" -> where = predicate(value);
      default -> throw new IllegalArgumentException(USAGE);
    }
  }

  /** What is asked of the hub: on from a bookmark, or a snapshot if there is none. */
  SubscribeRequest request(ByteString from) {
    SubscribeRequest.Builder request = SubscribeRequest.newBuilder().addAllFacets(facets);
    if (where != null) request.setWhere(where);
    return from.isEmpty() ? request.setSnapshot(true).build() : request.setBookmark(from).build();
  }

  private static EntityPredicate predicate(String text) {
    String[] sides = text.split("=", 2);
    String[] path = sides[0].split("\\.", 3);
    if (sides.length < 2 || path.length < 3) throw new IllegalArgumentException(USAGE);
    FieldTest test = FieldTest.newBuilder().setField(path[2]).setEquals(sides[1]).build();
    return EntityPredicate.newBuilder().setSome(FacetTest.newBuilder().setFacet(path[0] + "." + path[1]).addFields(test)).build();
  }
}
