using DataBus.Hub;
using DataBus.Hub.Access;
using Grpc.Core;

namespace DataBus.Tests.Hub.Access;

public sealed class CallerIdentityTests
{
    [Fact]
    public void Of_NothingDeclared_IsAReader()
    {
        Assert.Equal(new CallerIdentity(false, "", "reader"), CallerIdentity.Of([]));
    }

    [Fact]
    public void Of_OperatorWithChineseName_IsRead()
    {
        var caller = CallerIdentity.Of(HubFixture.Caller(isOperator: true, source: "tax.rd-deduction", actor: "王**"));

        Assert.Equal(new CallerIdentity(true, "tax.rd-deduction", "王**"), caller);
    }

    [Theory]
    [InlineData("databus-role", "root")]
    [InlineData("databus-actor", "a%0Ab")]
    public void Of_WhatThereIsNot_IsUnauthenticated(string header, string value)
    {
        var error = Assert.Throws<HubException>(() => CallerIdentity.Of(new Metadata { { header, value } }));

        Assert.Equal(StatusCode.Unauthenticated, error.Refusal.Code);
    }

    [Fact]
    public void DemandOperator_Reader_IsDenied()
    {
        var error = Assert.Throws<HubException>(() => CallerIdentity.Of([]).DemandOperator());

        Assert.Equal(StatusCode.PermissionDenied, error.Refusal.Code);
    }
}
