package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sort"
	"strings"

	databus "databus/v1"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// place is where a content stands in its entity; event is empty where the facet has none.
type place struct{ facet, instance, event string }

// followed is the set, key -> place -> revision, and the bookmark that it stands at. Both are in one file, so that they
// cannot part: an application with a database writes both in one transaction.
type followed struct {
	path     string
	bookmark []byte
	entities map[string]map[place]uint64
}

// stored is the file. A row is key, facet, instance, event and revision.
type stored struct {
	Bookmark []byte `json:"bookmark"`
	Set      []row  `json:"set"`
}

type row struct {
	Key      string `json:"key"`
	Facet    string `json:"facet"`
	Instance string `json:"instance"`
	Event    string `json:"event"`
	Revision uint64 `json:"revision"`
}

func load(path string) (*followed, error) {
	f := &followed{path: path, entities: map[string]map[place]uint64{}}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	var s stored
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	f.bookmark = s.Bookmark
	for _, r := range s.Set {
		f.places(r.Key)[place{r.Facet, r.Instance, r.Event}] = r.Revision
	}
	return f, nil
}

func (f *followed) apply(frame *databus.SubscribeResponse) error {
	if begin := frame.GetSnapshotBegin(); begin != nil {
		fmt.Fprintf(os.Stderr, "snapshot begins, up to revision %d\n", begin.Until)
	}
	if resync := frame.GetResync(); resync != nil {
		// Nothing is known of what happened since: throw all away and take a snapshot.
		fmt.Fprintf(os.Stderr, "resync: %s: %s\n", resync.Reason, resync.MessageEn)
		f.bookmark, f.entities = nil, map[string]map[place]uint64{}
		return nil
	}
	// In this order: an entity that left and entered again comes whole among the changes.
	for _, keys := range [][]*databus.Key{frame.Left, frame.Entered} {
		for _, key := range keys {
			delete(f.entities, keyText(key))
		}
	}
	revisions := revisionsOf(frame)
	if len(revisions) != len(frame.Changes) {
		return errors.New("the runs of a frame do not fit its changes")
	}
	for at, change := range frame.Changes {
		f.applyOne(change, revisions[at])
	}
	if len(frame.Bookmark) > 0 {
		f.bookmark = frame.Bookmark
	}
	return nil
}

func (f *followed) applyOne(change *databus.Change, revision uint64) {
	key := keyText(change.Key)
	message := change.ProtoReflect()
	kind := message.WhichOneof(message.Descriptor().Oneofs().ByName("content"))
	// Pending: a newer version waits at the hub. None: a facet that this copy of the contract does not know.
	if kind == nil || kind.Name() == "pending" {
		return
	}
	places := f.places(key)
	if gone := change.GetTombstone(); gone != nil {
		// The tombstone of an EVENT facet ends all its events.
		for p, known := range places {
			if p.facet == gone.Facet && p.instance == gone.Instance && known < revision {
				delete(places, p)
			}
		}
	} else if p := placeOf(message.Get(kind).Message()); places[p] < revision {
		// Frames may come again: what is newer stays.
		places[p] = revision
	}
	if len(places) == 0 {
		delete(f.entities, key)
	}
}

func (f *followed) places(key string) map[place]uint64 {
	if f.entities[key] == nil {
		f.entities[key] = map[place]uint64{}
	}
	return f.entities[key]
}

func (f *followed) rows() []row {
	rows := []row{}
	for key, places := range f.entities {
		for p, revision := range places {
			rows = append(rows, row{key, p.facet, p.instance, p.event, revision})
		}
	}
	return rows
}

// save makes the set and its bookmark durable. The rename is the commit: a reader that dies before it applies the frame
// once more, which changes nothing.
func (f *followed) save() error {
	data, err := json.Marshal(stored{f.bookmark, f.rows()})
	if err != nil {
		return err
	}
	file, err := os.Create(f.path + ".new")
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.Write(data); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return os.Rename(file.Name(), f.path)
}

// summary is count and digest of the set.
func (f *followed) summary() string {
	var lines []string
	for _, r := range f.rows() {
		lines = append(lines, fmt.Sprintf("%s %s %s %s %d\n", r.Key, r.Facet, r.Instance, r.Event, r.Revision))
	}
	sort.Strings(lines)
	var all bytes.Buffer
	for _, line := range lines {
		all.WriteString(line)
	}
	return fmt.Sprintf("%d %x", len(lines), sha256.Sum256(all.Bytes()))
}

func keyText(key *databus.Key) string {
	kind := strings.ToLower(strings.TrimPrefix(key.Kind.String(), "KIND_"))
	return kind + "/" + key.Scheme + "/" + key.Value
}

// placeOf is facet kind, instance and event id, as the contract declares them on the facet's message.
func placeOf(content protoreflect.Message) place {
	spec := proto.GetExtension(content.Descriptor().Options(), databus.E_Facet).(*databus.FacetSpec)
	var parts []string
	for _, name := range spec.InstanceKey {
		parts = append(parts, strings.NewReplacer("%", "%25", "|", "%7C").Replace(textOf(content, name)))
	}
	event := ""
	if spec.EventId != "" {
		event = textOf(content, spec.EventId)
	}
	return place{spec.Name, strings.Join(parts, "|"), event}
}

func textOf(content protoreflect.Message, field string) string {
	return content.Get(content.Descriptor().Fields().ByName(protoreflect.Name(field))).String()
}

// revisionsOf gives the revision of each change; a sparse run names them, any other counts on from its first.
func revisionsOf(frame *databus.SubscribeResponse) []uint64 {
	var revisions []uint64
	for _, run := range frame.Runs {
		if len(run.Revisions) > 0 {
			revisions = append(revisions, run.Revisions...)
			continue
		}
		for at := uint64(0); at < uint64(run.Count); at++ {
			revisions = append(revisions, run.FirstRevision+at)
		}
	}
	return revisions
}
