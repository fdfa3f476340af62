using DataBus.Hub;
using DataBus.Hub.Access;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Hub.Access;

public sealed class CallerIdentityTests
{
    [Fact]
    public void Declared_Nothing_IsAReader()
    {
        Assert.Equal(new CallerIdentity(CallerRole.Reader, "app/reader", "", "reader"), Declared([]));
    }

    [Fact]
    public void Declared_OperatorWithChineseName_IsRead()
    {
        var caller = Declared(HubFixture.Caller(isOperator: true, source: "tax.rd-deduction", actor: "王**"));

        Assert.Equal(new CallerIdentity(CallerRole.Operator, "operator/王**", "tax.rd-deduction", "王**"), caller);
    }

    [Fact]
    public void Declared_ReaderWithSource_IsItsBureau()
    {
        Assert.Equal(new CallerIdentity(CallerRole.Source, "bureau/tax", "tax.rd-deduction", "reader"), Declared(HubFixture.Caller(source: "tax.rd-deduction")));
    }

    [Theory]
    [InlineData("databus-role", "root")]
    [InlineData("databus-actor", "a%0Ab")]
    public void Declared_WhatThereIsNot_IsUnauthenticated(string header, string value)
    {
        var error = Assert.Throws<HubException>(() => Declared(new Metadata { { header, value } }));

        Assert.Equal(StatusCode.Unauthenticated, error.Refusal.Code);
    }

    [Fact]
    public void DemandOperator_Reader_IsDeniedWithWhoMay()
    {
        var error = Assert.Throws<HubException>(() => Declared([]).DemandOperator());

        Assert.Equal((StatusCode.PermissionDenied, "ROLE_DENIED"), (error.Refusal.Code, error.Refusal.Reason));
        Assert.Contains("operator", error.Refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void DemandSource_Operator_IsDeniedToo()
    {
        var error = Assert.Throws<HubException>(() => Declared(HubFixture.Caller(isOperator: true)).DemandSource("tax.rd-deduction"));

        Assert.Equal("OWNER_ONLY", error.Refusal.Reason);
    }

    private static CallerIdentity Declared(Metadata headers) => Callers.Declared(headers.GetValue);
}
