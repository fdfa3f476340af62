using DataBus.Client;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace DataBus.Tests.Client;

public sealed class StatusTranslatorTests
{
    [Theory]
    [InlineData(StatusCode.Unavailable, true)]
    [InlineData(StatusCode.Aborted, true)]
    [InlineData(StatusCode.DeadlineExceeded, true)]
    [InlineData(StatusCode.Cancelled, true)]
    [InlineData(StatusCode.ResourceExhausted, false)]
    [InlineData(StatusCode.Internal, false)]
    [InlineData(StatusCode.InvalidArgument, false)]
    [InlineData(StatusCode.FailedPrecondition, false)]
    [InlineData(StatusCode.PermissionDenied, false)]
    public void Translate_PlainStatus_TellsWhetherToTryAgain(StatusCode code, bool transient)
    {
        var error = Assert.IsType<DataBusException>(StatusTranslator.Translate(new RpcException(new Status(code, "why")), TestContext.Current.CancellationToken));

        Assert.Equal((code, "why", transient), (error.Code, error.Message, error.IsTransient));
    }

    [Fact]
    public void Translate_CallerCancelled_IsACancellationWhateverTheStatus()
    {
        var cancelled = new CancellationToken(canceled: true);

        var error = StatusTranslator.Translate(new RpcException(new Status(StatusCode.Unavailable, "gone")), cancelled);

        Assert.Equal(cancelled, Assert.IsType<OperationCanceledException>(error).CancellationToken);
    }

    [Fact]
    public void Translate_RichStatus_KeepsItsParts()
    {
        var status = new RpcStatus
        {
            Code = (int)Code.ResourceExhausted,
            Message = "too much",
            Details =
            {
                Any.Pack(new ErrorInfo { Reason = "QUEUE_FULL", Metadata = { ["holder"] = "host/1" } }),
                Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)) }),
                Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "items[0]", Description = "bad" } } }),
                Any.Pack(new LocalizedMessage { Locale = "zh-CN", Message = "太多" }),
                Any.Pack(new LocalizedMessage { Locale = "en", Message = "too much" }),
            },
        };

        var error = Assert.IsType<DataBusException>(StatusTranslator.Translate(status.ToRpcException(), TestContext.Current.CancellationToken));

        Assert.Equal("QUEUE_FULL", error.Reason);
        Assert.Equal("host/1", error.Facts["holder"]);
        Assert.True(error.IsTransient);
        Assert.Equal(TimeSpan.FromSeconds(3), error.RetryAfter);
        Assert.Equal([new RequestViolation("items[0]", "bad")], error.Violations);
        Assert.Equal("太多", error.LocalizedMessages["zh-CN"]);
    }

    [Fact]
    public void Translate_ItemMoved_IsNotWorthRepeatingAndTellsWhoMovedIt()
    {
        var status = new RpcStatus
        {
            Code = (int)Code.Aborted,
            Details = { Any.Pack(new ErrorInfo { Reason = "ITEM_MOVED", Metadata = { ["actor"] = "王工", ["act"] = "discarded" } }) },
        };

        var error = Assert.IsType<DataBusException>(StatusTranslator.Translate(status.ToRpcException(), TestContext.Current.CancellationToken));

        Assert.Equal((StatusCode.Aborted, "ITEM_MOVED", false), (error.Code, error.Reason, error.IsTransient));
        Assert.Equal(("王工", "discarded"), (error.Facts["actor"], error.Facts["act"]));
    }

    [Fact]
    public void Translate_InternalOfThisSide_IsABrokenConnection()
    {
        var broken = new RpcException(new Status(StatusCode.Internal, "Error reading", new IOException("aborted")));

        var error = Assert.IsType<DataBusException>(StatusTranslator.Translate(broken, TestContext.Current.CancellationToken));

        Assert.True(error.IsTransient);
    }
}
