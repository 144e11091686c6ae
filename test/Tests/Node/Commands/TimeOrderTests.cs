using System.Globalization;
using Knooppunt.Node.Commands.Detect;
using Knooppunt.Node.Connectors.Files;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Commands;

public sealed class TimeOrderTests : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    readonly string _folder = Directory.CreateTempSubdirectory("order").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Files_in_any_order_are_sorted_and_what_is_of_one_moment_keeps_its_order()
    {
        var luck = new Random(3);
        int[] Minutes() => [.. Enumerable.Range(0, 500).Select(_ => luck.Next(0, 200))];
        var (order, all) = (Minutes(), Minutes());
        var files = new[] { Lay("a", order), Lay("b", all) };
        var time = new TimeOrder(files, TimeSpan.FromMinutes(5));
        var given = time.Observations().ToList();
        Assert.Equal(order.Concat(all).Order(), given.Select(seen => (int)(seen.Time - Start).TotalMinutes));
        foreach (var moment in given.Where(seen => seen.Source == "a").GroupBy(seen => seen.Time))
            Assert.Equal(moment.Select(Line).Order(), moment.Select(Line));
        Assert.Empty(time.Late());
    }

    [Fact]
    public void What_is_too_late_for_the_room_there_is_is_told_with_what_helps()
    {
        var late = Lay("late", [.. Enumerable.Range(100, 50), .. Enumerable.Range(0, 3), .. Enumerable.Range(150, 50)]);
        var time = new TimeOrder([Lay("even", [.. Enumerable.Range(100, 100)]), late], TimeSpan.FromMinutes(5), most: 10);
        Assert.Equal(203, time.Observations().Count());
        Assert.Equal("late: 3 observations came more than 5 minutes after later ones and were not evaluated; there are too many to sort them all. Sort the file by time, or raise --lateness.", Assert.Single(time.Late()));
    }

    static int Line(Observation seen) => int.Parse(seen.Id.Split(':')[1], CultureInfo.InvariantCulture);

    PulledFile Lay(string name, int[] minutes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, minutes.Select(minute => Start.AddMinutes(minute).ToString("O")));
        return PulledFile.Loose(path, TimeZoneInfo.Utc, (context, sink) => new Moments(context, sink), (_, _) => { });
    }

    /// <summary>Reads a moment per line.</summary>
    sealed class Moments(SourceContext context, IObservationSink sink) : IObservationReader
    {
        readonly List<byte> _bytes = [];

        public void Feed(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

        public void Complete()
        {
            foreach (var (index, line) in System.Text.Encoding.UTF8.GetString([.. _bytes]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
                sink.Take(new Observation { Id = $"{context.StreamId}:{index + 1}", Source = context.Source, Type = new(Family.Presence, "seen"), Time = DateTimeOffset.Parse(line, CultureInfo.InvariantCulture), Data = Fields.Empty }, index + 1);
        }
    }
}
