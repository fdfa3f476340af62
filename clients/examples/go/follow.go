// Follow keeps a set of the DataBus equal to the hub's, over restarts of either side. Start here, and put your own store
// in the place of followed. The guarantees that this relies on stand in protos/databus/v1/delivery.proto.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strings"
	"time"

	databus "databus/v1"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

const (
	firstPause   = 200 * time.Millisecond
	longestPause = 5 * time.Second
)

var errSilent = errors.New("silent")

type settings struct {
	hub, bookmark string
	facets        []string
	where         *databus.EntityPredicate
	silence       time.Duration
	untilCaughtUp bool
}

func main() {
	var s settings
	var silence float64
	flag.StringVar(&s.hub, "hub", "127.0.0.1:5080", "address of the hub's gRPC port")
	flag.Func("facet", "facet kind to follow; may be repeated; none: all", func(facet string) error {
		s.facets = append(s.facets, facet)
		return nil
	})
	flag.Func("where", "entities to follow: FACET.FIELD=VALUE, for example enterprise.tier_label.code=T1", func(text string) (err error) {
		s.where, err = predicate(text)
		return err
	})
	flag.StringVar(&s.bookmark, "bookmark", "", "file that keeps the set and its bookmark; one for each request")
	flag.Float64Var(&silence, "silence", 90, "seconds without a frame after which the connection is opened anew")
	flag.BoolVar(&s.untilCaughtUp, "until-caught-up", false, "end when the set is the hub's")
	flag.Parse()
	s.silence = time.Duration(silence * float64(time.Second))
	if s.bookmark == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := follow(s); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func follow(s settings) error {
	f, err := load(s.bookmark)
	if err != nil {
		return err
	}
	rand.Seed(time.Now().UnixNano())
	for pause := firstPause; ; {
		err := attempt(s, f, func() { pause = firstPause })
		switch {
		case err == nil:
			return nil
		case err == io.EOF:
			// After resync: a snapshot next.
		case err == errSilent:
			fmt.Fprintf(os.Stderr, "the hub is silent (nothing came for %g s); next try in at most %s\n", s.silence.Seconds(), pause)
		case status.Code(err) == codes.Unavailable:
			fmt.Fprintf(os.Stderr, "the hub is away (%s); next try in at most %s\n", status.Convert(err).Message(), pause)
		default:
			// Any other status says that the request is wrong: trying again would not mend it.
			return err
		}
		// Each waits another time, so that all readers do not come back at the same moment.
		time.Sleep(time.Duration(float64(pause) * (0.5 + rand.Float64()/2)))
		if pause *= 2; pause > longestPause {
			pause = longestPause
		}
	}
}

// attempt follows on one connection, until it breaks: nil says that the program is done, io.EOF that the hub has ended the stream.
func attempt(s settings, f *followed, heard func()) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	// The hub sends something at least every 30 s: if nothing comes for longer, the connection must be dead, whatever the network says.
	silence := time.AfterFunc(s.silence, cancel)
	defer silence.Stop()
	frames, hangUp, err := subscribe(ctx, s, f.bookmark)
	if err != nil {
		return silentOr(ctx, err)
	}
	defer hangUp()
	for {
		frame := new(databus.SubscribeResponse)
		if err := frames.RecvMsg(frame); err != nil {
			return silentOr(ctx, err)
		}
		if err := f.apply(frame); err != nil {
			return err
		}
		if err := f.save(); err != nil {
			return err
		}
		heard()
		silence.Reset(s.silence)
		if frame.Consistent && frame.GetCaughtUp() != nil {
			fmt.Printf("consistent %d %s\n", frame.LastRevision, f.summary())
			if s.untilCaughtUp {
				return nil
			}
		}
	}
}

func silentOr(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errSilent
	}
	return err
}

// subscribe opens a connection of its own: what is wrong with a connection ends with it.
func subscribe(ctx context.Context, s settings, bookmark []byte) (grpc.ClientStream, func(), error) {
	connection, err := grpc.Dial(s.hub, grpc.WithInsecure(),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(64<<20)),
		// A host that is gone without a word is noticed.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 30 * time.Second, Timeout: 20 * time.Second}),
		// This loop repeats calls, not the library.
		grpc.WithDisableRetry())
	if err != nil {
		return nil, nil, err
	}
	hangUp := func() { connection.Close() }
	// What the hub believes of its caller. A reader does not see closed facets.
	ctx = metadata.AppendToOutgoingContext(ctx, "databus-role", "reader")
	stream, err := connection.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/databus.v1.DeliveryService/Subscribe")
	if err == nil {
		err = stream.SendMsg(requestOf(s, bookmark))
	}
	if err == nil {
		err = stream.CloseSend()
	}
	if err != nil {
		hangUp()
		return nil, nil, err
	}
	return stream, hangUp, nil
}

func requestOf(s settings, bookmark []byte) *databus.SubscribeRequest {
	request := &databus.SubscribeRequest{Facets: s.facets, Where: s.where, Start: &databus.SubscribeRequest_Snapshot{Snapshot: true}}
	if len(bookmark) > 0 {
		request.Start = &databus.SubscribeRequest_Bookmark{Bookmark: bookmark}
	}
	return request
}

func predicate(text string) (*databus.EntityPredicate, error) {
	path, value, found := strings.Cut(text, "=")
	parts := strings.SplitN(path, ".", 3)
	if !found || len(parts) < 3 {
		return nil, errors.New("FACET.FIELD=VALUE is wanted")
	}
	test := &databus.FieldTest{Field: parts[2], Test: &databus.FieldTest_Equals{Equals: value}}
	some := &databus.FacetTest{Facet: parts[0] + "." + parts[1], Fields: []*databus.FieldTest{test}}
	return &databus.EntityPredicate{Test: &databus.EntityPredicate_Some{Some: some}}, nil
}
