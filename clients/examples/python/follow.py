#!/usr/bin/env python3
"""Follows a set of the DataBus and keeps it equal to the hub's, over restarts of either side. Start here, and put your
own store in the place of Followed. The guarantees that this relies on stand in protos/databus/v1/delivery.proto."""

import argparse
import base64
import hashlib
import json
import os
import queue
import random
import sys
import threading
import time
from itertools import chain

import grpc

from databus.v1 import change_pb2, delivery_pb2, options_pb2, predicate_pb2

# What the hub believes of its caller. A reader does not see closed facets.
CALLER = (("databus-role", "reader"),)
CHANNEL = [
    ("grpc.max_receive_message_length", 64 * 1024 * 1024),
    # A host that is gone without a word is noticed, also while nothing is sent; by default the library stops asking after two pings.
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 20_000),
    ("grpc.http2.max_pings_without_data", 0),
    # This loop repeats calls, not the library: if a hub that stops turns one away, the library repeats it unasked, and if that
    # fails, grpcio 1.51 never tells: the call hangs.
    ("grpc.enable_retries", 0),
    # A new channel is a new connection, not one that another channel left behind.
    ("grpc.use_local_subchannel_pool", 1),
]
LONGEST_PAUSE = 5.0


class Silent(Exception):
    """Nothing came for so long that the connection must be dead, whatever the network says."""


class Followed:
    """The set, key -> {(facet, instance, event id): revision}, and the bookmark that it stands at. Both are in one file, so
    that they cannot part: an application with a database writes both in one transaction."""

    def __init__(self, path):
        self.path, self.bookmark, self.entities = path, b"", {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                stored = json.load(file)
            self.bookmark = base64.b64decode(stored["bookmark"])
            for key, facet, instance, event, revision in stored["set"]:
                self.entities.setdefault(key, {})[facet, instance, event] = revision

    def apply(self, frame):
        if frame.WhichOneof("mark") == "snapshot_begin":
            print(f"snapshot begins, up to revision {frame.snapshot_begin.until}", file=sys.stderr, flush=True)
        if frame.WhichOneof("mark") == "resync":
            # Nothing is known of what happened since: throw all away and take a snapshot.
            print(f"resync: {frame.resync.reason}: {frame.resync.message_en}", file=sys.stderr, flush=True)
            self.bookmark, self.entities = b"", {}
            return
        # In this order: an entity that left and entered again comes whole among the changes.
        for key in chain(frame.left, frame.entered):
            self.entities.pop(key_text(key), None)
        for change, revision in zip(frame.changes, revisions(frame), strict=True):
            self._apply(change, revision)
        self.bookmark = frame.bookmark or self.bookmark

    def _apply(self, change, revision):
        kind = change.WhichOneof("content")
        # Pending: a newer version waits at the hub. None: a facet that this copy of the contract does not know.
        if kind is None or kind == "pending":
            return
        places = self.entities.setdefault(key_text(change.key), {})
        if kind == "tombstone":
            # The tombstone of an EVENT facet ends all its events.
            for place in [p for p, known in places.items() if p[:2] == (change.tombstone.facet, change.tombstone.instance) and known < revision]:
                del places[place]
        else:
            place = place_of(getattr(change, kind))
            # Frames may come again: what is newer stays.
            places[place] = max(revision, places.get(place, 0))
        if not places:
            del self.entities[key_text(change.key)]

    def rows(self):
        return [(key, *place, revision) for key, places in self.entities.items() for place, revision in places.items()]

    def save(self):
        # The rename is the commit: a reader that dies before it applies the frame once more, which changes nothing.
        new = self.path + ".new"
        with open(new, "w", encoding="utf-8") as file:
            json.dump({"bookmark": base64.b64encode(self.bookmark).decode(), "set": self.rows()}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.path)

    def summary(self):
        lines = sorted(" ".join(map(str, row)) for row in self.rows())
        return f"{len(lines)} {hashlib.sha256(''.join(line + chr(10) for line in lines).encode()).hexdigest()}"


def key_text(key):
    return f"{change_pb2.Kind.Name(key.kind).removeprefix('KIND_').lower()}/{key.scheme}/{key.value}"


def place_of(content):
    """Facet kind, instance and event id, as the contract declares them on the facet's message."""
    spec = content.DESCRIPTOR.GetOptions().Extensions[options_pb2.facet]
    instance = "|".join(str(getattr(content, name)).replace("%", "%25").replace("|", "%7C") for name in spec.instance_key)
    return spec.name, instance, str(getattr(content, spec.event_id)) if spec.event_id else ""


def revisions(frame):
    """The revision of each change; a sparse run names them, any other counts on from its first."""
    return chain.from_iterable(run.revisions or range(run.first_revision, run.first_revision + run.count) for run in frame.runs)


def predicate(text):
    path, value = text.split("=", 1)
    kind, facet, field = path.split(".", 2)
    test = predicate_pb2.FieldTest(field=field, equals=value)
    return predicate_pb2.EntityPredicate(some=predicate_pb2.FacetTest(facet=f"{kind}.{facet}", fields=[test]))


def request_of(facets, where, bookmark):
    request = delivery_pb2.SubscribeRequest(facets=facets, where=where)
    if bookmark:
        request.bookmark = bookmark
    else:
        request.snapshot = True
    return request


def heard(call, silence):
    """The frames of a call; ends it if one comes later than so many seconds after the one before."""
    # One place: the next frame is read while this one is applied, no more.
    arrived = queue.Queue(maxsize=1)

    def read():
        try:
            for frame in call:
                arrived.put(frame)
            arrived.put(None)
        except grpc.RpcError as error:
            arrived.put(error)

    threading.Thread(target=read, daemon=True).start()
    try:
        while (frame := arrived.get(timeout=silence)) is not None:
            if isinstance(frame, grpc.RpcError):
                raise frame
            yield frame
    except queue.Empty:
        raise Silent(f"nothing came for {silence:g} s") from None
    finally:
        call.cancel()


def frames_of(args, bookmark):
    # A channel for each attempt: what is wrong with a connection ends with it.
    with grpc.insecure_channel(args.hub, CHANNEL) as channel:
        subscribe = channel.unary_stream(
            "/databus.v1.DeliveryService/Subscribe",
            request_serializer=delivery_pb2.SubscribeRequest.SerializeToString,
            response_deserializer=delivery_pb2.SubscribeResponse.FromString,
        )
        yield from heard(subscribe(request_of(args.facet, args.where, bookmark), metadata=CALLER), args.silence)


def follow(args):
    followed, pause = Followed(args.bookmark), 0.2
    while True:
        try:
            for frame in frames_of(args, followed.bookmark):
                followed.apply(frame)
                followed.save()
                pause = 0.2
                if frame.consistent and frame.WhichOneof("mark") == "caught_up":
                    print(f"consistent {frame.last_revision} {followed.summary()}", flush=True)
                    if args.until_caught_up:
                        return
        except Silent as silent:
            print(f"the hub is silent ({silent}); next try in at most {pause:.1f} s", file=sys.stderr, flush=True)
        except grpc.RpcError as error:
            # Any other status says that the request is wrong: trying again would not mend it.
            if error.code() != grpc.StatusCode.UNAVAILABLE:
                raise
            print(f"the hub is away ({error.details()}); next try in at most {pause:.1f} s", file=sys.stderr, flush=True)
        # Each waits another time, so that all readers do not come back at the same moment.
        time.sleep(pause * random.uniform(0.5, 1))
        pause = min(pause * 2, LONGEST_PAUSE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hub", default="127.0.0.1:5080", help="address of the hub's gRPC port")
    parser.add_argument("--facet", action="append", default=[], help="facet kind to follow; may be repeated; none: all")
    parser.add_argument("--where", type=predicate, help="entities to follow: FACET.FIELD=VALUE, for example enterprise.tier_label.code=T1")
    parser.add_argument("--bookmark", required=True, help="file that keeps the set and its bookmark; one for each request")
    parser.add_argument("--silence", type=float, default=90, help="seconds without a frame after which the connection is opened anew")
    parser.add_argument("--until-caught-up", action="store_true", help="end when the set is the hub's")
    try:
        follow(parser.parse_args())
    except KeyboardInterrupt:
        # Nothing to save: the file is as of the last frame.
        sys.exit(130)
