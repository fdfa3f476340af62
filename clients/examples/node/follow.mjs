#!/usr/bin/env node
// Follows a set of the DataBus and keeps it equal to the hub's, over restarts of either side. Start here, and put your own
// store in the place of Followed. The guarantees that this relies on stand in protos/databus/v1/delivery.proto.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const LONGEST_PAUSE = 5_000;

const { values: args } = parseArgs({
  options: {
    hub: { type: 'string', default: '127.0.0.1:5080' },
    facet: { type: 'string', multiple: true, default: [] }, // facet kinds to follow; none: all
    where: { type: 'string' }, // FACET.FIELD=VALUE, for example enterprise.tier_label.code=T1
    bookmark: { type: 'string' }, // file that keeps the set and its bookmark; one for each request
    protos: { type: 'string', default: path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../protos') },
    silence: { type: 'string', default: '90' }, // seconds without a frame after which the connection is opened anew
    'until-caught-up': { type: 'boolean', default: false },
  },
});

// Null: it is no test.
const where = args.where === undefined ? undefined : /^([^.=]+\.[^.=]+)\.([^=]+)=(.*)$/s.exec(args.where);

// Revisions are 64 bits wide: text on the wire's side, BigInt here, never a double.
const definition = protoLoader.loadSync('databus/v1/delivery.proto', {
  includeDirs: [args.protos], keepCase: true, longs: String, enums: String, defaults: true, arrays: true, oneofs: true,
});
const { DeliveryService } = grpc.loadPackageDefinition(definition).databus.v1;

// The loader drops the contract's own options, which say what makes an instance; the parser keeps them.
const root = new protobuf.Root();
root.resolvePath = (_, file) => path.join(args.protos, file);
root.loadSync('databus/v1/change.proto', { keepCase: true }).resolveAll();
const specs = new Map(root.lookupType('databus.v1.Change').fieldsArray.map((field) =>
  [field.name, field.resolvedType?.parsedOptions?.find((option) => option['(facet)'])?.['(facet)']]));

// What the hub believes of its caller. A reader does not see closed facets.
const caller = new grpc.Metadata();
caller.set('databus-role', 'reader');

class Silent extends Error {}

// The set, key -> place -> revision, and the bookmark that it stands at. Both are in one file, so that they cannot part: an
// application with a database writes both in one transaction. A place is [facet, instance, event id], as JSON.
class Followed {
  constructor(file) {
    this.file = file;
    this.bookmark = Buffer.alloc(0);
    this.entities = new Map();
    if (!fs.existsSync(file)) return;
    const stored = JSON.parse(fs.readFileSync(file, 'utf8'));
    this.bookmark = Buffer.from(stored.bookmark, 'base64');
    for (const [key, facet, instance, event, revision] of stored.set) this.places(key).set(JSON.stringify([facet, instance, event]), BigInt(revision));
  }

  apply(frame) {
    if (frame.mark === 'snapshot_begin') console.error(`snapshot begins, up to revision ${frame.snapshot_begin.until}`);
    if (frame.mark === 'resync') {
      // Nothing is known of what happened since: throw all away and take a snapshot.
      console.error(`resync: ${frame.resync.reason}: ${frame.resync.message_en}`);
      this.bookmark = Buffer.alloc(0);
      this.entities.clear();
      return;
    }
    // In this order: an entity that left and entered again comes whole among the changes.
    for (const key of [...frame.left, ...frame.entered]) this.entities.delete(keyText(key));
    const revisions = frame.runs.flatMap(revisionsOf);
    if (revisions.length !== frame.changes.length) throw new Error('the runs of a frame do not fit its changes');
    frame.changes.forEach((change, at) => this.applyOne(change, revisions[at]));
    if (frame.bookmark.length > 0) this.bookmark = frame.bookmark;
  }

  applyOne(change, revision) {
    // Pending: a newer version waits at the hub. None: a facet that this copy of the contract does not know.
    if (!change.content || change.content === 'pending') return;
    const key = keyText(change.key);
    const places = this.places(key);
    if (change.content === 'tombstone') {
      // The tombstone of an EVENT facet ends all its events.
      const { facet, instance } = change.tombstone;
      for (const [place, known] of places) {
        const [itsFacet, itsInstance] = JSON.parse(place);
        if (itsFacet === facet && itsInstance === instance && known < revision) places.delete(place);
      }
    } else {
      const place = JSON.stringify(placeOf(change));
      // Frames may come again: what is newer stays.
      if (!(places.get(place) > revision)) places.set(place, revision);
    }
    if (places.size === 0) this.entities.delete(key);
  }

  places(key) {
    if (!this.entities.has(key)) this.entities.set(key, new Map());
    return this.entities.get(key);
  }

  rows() {
    return [...this.entities].flatMap(([key, places]) => [...places].map(([place, revision]) => [key, ...JSON.parse(place), String(revision)]));
  }

  save() {
    // The rename is the commit: a reader that dies before it applies the frame once more, which changes nothing.
    const fresh = `${this.file}.new`;
    const opened = fs.openSync(fresh, 'w');
    fs.writeFileSync(opened, JSON.stringify({ bookmark: this.bookmark.toString('base64'), set: this.rows() }));
    fs.fsyncSync(opened);
    fs.closeSync(opened);
    fs.renameSync(fresh, this.file);
  }

  summary() {
    // By bytes: the language's own order is by UTF-16 units.
    const lines = this.rows().map((row) => Buffer.from(`${row.join(' ')}\n`)).sort(Buffer.compare);
    return `${lines.length} ${createHash('sha256').update(Buffer.concat(lines)).digest('hex')}`;
  }
}

const keyText = (key) => `${key.kind.replace('KIND_', '').toLowerCase()}/${key.scheme}/${key.value}`;

// Facet kind, instance and event id, as the contract declares them on the facet's message.
function placeOf(change) {
  const spec = specs.get(change.content);
  const content = change[change.content];
  const instance = [spec.instance_key ?? []].flat().map((name) => String(content[name]).replaceAll('%', '%25').replaceAll('|', '%7C')).join('|');
  return [spec.name, instance, spec.event_id ? String(content[spec.event_id]) : ''];
}

// The revision of each change; a sparse run names them, any other counts on from its first.
const revisionsOf = (run) => run.revisions.length > 0
  ? run.revisions.map(BigInt)
  : Array.from({ length: run.count }, (_, at) => BigInt(run.first_revision) + BigInt(at));

function requestOf(bookmark) {
  const request = { facets: args.facet, ...(bookmark.length > 0 ? { bookmark } : { snapshot: true }) };
  if (!where) return request;
  const [, facet, field, value] = where;
  return { ...request, where: { some: { facet, fields: [{ field, equals: value }] } } };
}

// The frames of one call, on a connection of its own: what is wrong with a connection ends with it. The hub sends something at
// least every 30 s: if nothing comes for longer, the connection must be dead, whatever the network says.
async function* framesOf(bookmark) {
  const client = new DeliveryService(args.hub, grpc.credentials.createInsecure(), {
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    // A host that is gone without a word is noticed.
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 20_000,
    // This loop repeats calls, not the library.
    'grpc.enable_retries': 0,
    // A new client is a new connection, not one that another left behind.
    'grpc.use_local_subchannel_pool': 1,
  });
  const call = client.Subscribe(requestOf(bookmark), caller);
  const silence = Number(args.silence);
  const timer = setTimeout(() => call.destroy(new Silent(`nothing came for ${silence} s`)), silence * 1000);
  try {
    for await (const frame of call) {
      yield frame;
      timer.refresh();
    }
  } finally {
    clearTimeout(timer);
    call.cancel();
    client.close();
  }
}

async function follow() {
  const followed = new Followed(args.bookmark);
  for (let pause = 200; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      for await (const frame of framesOf(followed.bookmark)) {
        followed.apply(frame);
        followed.save();
        pause = 200;
        if (frame.consistent && frame.mark === 'caught_up') {
          console.log(`consistent ${frame.last_revision} ${followed.summary()}`);
          if (args['until-caught-up']) return;
        }
      }
    } catch (error) {
      // Any other status says that the request is wrong: trying again would not mend it.
      if (!(error instanceof Silent) && error.code !== grpc.status.UNAVAILABLE) throw error;
      const what = error instanceof Silent ? `silent (${error.message})` : `away (${error.details})`;
      console.error(`the hub is ${what}; next try in at most ${pause / 1000} s`);
    }
    // Each waits another time, so that all readers do not come back at the same moment.
    await sleep(pause * (0.5 + Math.random() / 2));
  }
}

if (!args.bookmark || where === null) {
  console.error('usage: node follow.mjs --bookmark FILE [--hub HOST:PORT] [--facet KIND]... [--where FACET.FIELD=VALUE] [--silence SECONDS] [--until-caught-up]');
  process.exit(2);
}
await follow();
