using System.Data;
using System.Data.Common;
using System.Net.Sockets;

namespace IngestPipeline.Hosting.Tests;

public sealed class PassingFaultTests
{
    [Theory]
    [InlineData("57P01", true, "the server is told to stop")]
    [InlineData("53100", true, "its disk is full")]
    [InlineData("40P01", true, "a deadlock")]
    [InlineData("42501", true, "a right that is missing can be given")]
    [InlineData(null, true, "no server has answered")]
    [InlineData("22021", false, "a character that it does not take")]
    [InlineData("23505", false, "a row that is there already")]
    public void Of_the_database_all_may_pass_but_data_that_it_refuses(string? state, bool passes, string why) =>
        PassingFault.Is(new DatabaseError(state)).ShouldBe(passes, why);

    [Fact]
    public void Servers_and_the_network_come_back()
    {
        Exception[] passing = [new TimeoutException(), new IOException(), new SocketException(), new HttpRequestException(), new TaskCanceledException(),
            new RabbitMQ.Client.Exceptions.BrokerUnreachableException(new IOException()), new MassTransit.MessageReturnedException(), new MassTransit.ConsumerCanceledException(), new AggregateException(new IOException())];

        passing.ShouldAllBe(error => PassingFault.Is(error));
    }

    [Fact]
    public void What_nobody_thought_of_is_a_defect()
    {
        Exception[] defects = [new InvalidOperationException(), new NotSupportedException(), new FormatException(), new AggregateException(new IOException(), new FormatException()),
            new InvalidOperationException("wraps", new IOException())];

        defects.ShouldAllBe(error => !PassingFault.Is(error));
    }

    [Fact]
    public void A_connection_lost_while_a_row_is_read_passes_and_a_row_that_cannot_be_read_does_not()
    {
        PassingFault.Is(new DataException("reading", new DatabaseError(null))).ShouldBeTrue();
        PassingFault.Is(new DataException("column 3", new InvalidCastException())).ShouldBeFalse();
    }

    private sealed class DatabaseError(string? state) : DbException("refused")
    {
        public override string? SqlState => state;
    }
}
