package follow;

import com.google.gson.Gson;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import databus.v1.ChangeOuterClass.Change;
import databus.v1.ChangeOuterClass.Key;
import databus.v1.ChangeOuterClass.Run;
import databus.v1.ChangeOuterClass.Tombstone;
import databus.v1.Delivery.SubscribeResponse;
import databus.v1.Options;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The set, key -> place -> revision, and the bookmark that it stands at. Both are in one file, so that they cannot part: an
 * application with a database writes both in one transaction.
 */
final class Followed {
  /** Where a content stands in its entity; event is empty where the facet has none. */
  private record Place(String facet, String instance, String event) {}

  private record Row(String key, String facet, String instance, String event, long revision) {}

  private record Stored(String bookmark, List<Row> set) {}

  private final Path file;
  private final Map<String, Map<Place, Long>> entities = new HashMap<>();
  private ByteString bookmark = ByteString.EMPTY;

  Followed(Path file) throws IOException {
    this.file = file;
    if (!Files.exists(file)) return;
    Stored stored = new Gson().fromJson(Files.readString(file), Stored.class);
    bookmark = ByteString.copyFrom(Base64.getDecoder().decode(stored.bookmark));
    for (Row row : stored.set) places(row.key).put(new Place(row.facet, row.instance, row.event), row.revision);
  }

  ByteString bookmark() {
    return bookmark;
  }

  void apply(SubscribeResponse frame) {
    if (frame.hasSnapshotBegin()) System.err.printf("snapshot begins, up to revision %d%n", frame.getSnapshotBegin().getUntil());
    if (frame.hasResync()) {
      // Nothing is known of what happened since: throw all away and take a snapshot.
      System.err.printf("resync: %s: %s%n", frame.getResync().getReason(), frame.getResync().getMessageEn());
      bookmark = ByteString.EMPTY;
      entities.clear();
      return;
    }
    // In this order: an entity that left and entered again comes whole among the changes.
    for (Key key : frame.getLeftList()) entities.remove(text(key));
    for (Key key : frame.getEnteredList()) entities.remove(text(key));
    long[] revisions = frame.getRunsList().stream().flatMapToLong(Followed::revisions).toArray();
    if (revisions.length != frame.getChangesCount()) throw new IllegalStateException("the runs of a frame do not fit its changes");
    for (int at = 0; at < revisions.length; at++) apply(frame.getChanges(at), revisions[at]);
    if (!frame.getBookmark().isEmpty()) bookmark = frame.getBookmark();
  }

  private void apply(Change change, long revision) {
    // Pending: a newer version waits at the hub. Not set: a facet that this copy of the contract does not know.
    switch (change.getContentCase()) {
      case CONTENT_NOT_SET, PENDING -> {}
      case TOMBSTONE -> remove(text(change.getKey()), change.getTombstone(), revision);
      default -> {
        var field = change.getDescriptorForType().findFieldByNumber(change.getContentCase().getNumber());
        // Frames may come again: what is newer stays.
        places(text(change.getKey())).merge(placeOf((Message) change.getField(field)), revision, Math::max);
      }
    }
  }

  // The tombstone of an EVENT facet ends all its events.
  private void remove(String key, Tombstone gone, long revision) {
    Map<Place, Long> places = places(key);
    places.entrySet().removeIf(entry -> entry.getKey().facet.equals(gone.getFacet())
        && entry.getKey().instance.equals(gone.getInstance()) && entry.getValue() < revision);
    if (places.isEmpty()) entities.remove(key);
  }

  private Map<Place, Long> places(String key) {
    return entities.computeIfAbsent(key, unknown -> new HashMap<>());
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    entities.forEach((key, places) -> places.forEach((place, revision) ->
        rows.add(new Row(key, place.facet, place.instance, place.event, revision))));
    return rows;
  }

  /** Makes set and bookmark durable. The rename is the commit: a reader that dies before it applies the frame once more, which changes nothing. */
  void save() throws IOException {
    Path fresh = Path.of(file + ".new");
    String stored = new Gson().toJson(new Stored(Base64.getEncoder().encodeToString(bookmark.toByteArray()), rows()));
    try (var out = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(stored);
      while (bytes.hasRemaining()) out.write(bytes);
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Count and digest of the set. */
  String summary() throws NoSuchAlgorithmException {
    // By bytes: the language's own order is by UTF-16 units.
    List<byte[]> lines = rows().stream()
        .map(row -> String.join(" ", row.key, row.facet, row.instance, row.event, Long.toString(row.revision)) + "\n")
        .map(line -> line.getBytes(StandardCharsets.UTF_8)).sorted(Arrays::compareUnsigned).toList();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    lines.forEach(digest::update);
    return lines.size() + " " + HexFormat.of().formatHex(digest.digest());
  }

  private static String text(Key key) {
    return key.getKind().name().replaceFirst("^KIND_", "").toLowerCase() + "/" + key.getScheme() + "/" + key.getValue();
  }

  // Facet kind, instance and event id, as the contract declares them on the facet's message.
  private static Place placeOf(Message content) {
    var spec = content.getDescriptorForType().getOptions().getExtension(Options.facet);
    String instance = spec.getInstanceKeyList().stream()
        .map(name -> text(content, name).replace("%", "%25").replace("|", "%7C")).collect(Collectors.joining("|"));
    return new Place(spec.getName(), instance, spec.getEventId().isEmpty() ? "" : text(content, spec.getEventId()));
  }

  private static String text(Message content, String field) {
    return content.getField(content.getDescriptorForType().findFieldByName(field)).toString();
  }

  // The revision of each change; a sparse run names them, any other counts on from its first.
  private static LongStream revisions(Run run) {
    return run.getRevisionsCount() > 0
        ? run.getRevisionsList().stream().mapToLong(Long::longValue)
        : LongStream.range(run.getFirstRevision(), run.getFirstRevision() + run.getCount());
  }
}
