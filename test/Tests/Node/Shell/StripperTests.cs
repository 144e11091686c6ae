using System.Diagnostics;
using System.Globalization;
using System.Text;
using Knooppunt.Node.Shell.Stripping;
using Microsoft.Extensions.Logging.Abstractions;

namespace Knooppunt.Tests.Node.Shell;

/// <summary>A photo is opened in a process of its own: what breaks there breaks nothing else, and what comes back is looked at.</summary>
public sealed class StripperTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photo_comes_back_drawn_anew_and_bare_and_what_is_none_is_refused()
    {
        var stripper = new Stripper(NullLogger<Stripper>.Instance);
        var (outcome, jpeg) = await stripper.Strip(Photos.Jpeg(), Stop);
        Assert.Equal((StripOutcome.Made, "rbrb"), (outcome, Photos.Corners(jpeg!)));
        Assert.True(BareJpeg.Is(jpeg) && jpeg.AsSpan().IndexOf(Encoding.ASCII.GetBytes("Jansen")) < 0);
        foreach (var hostile in new[] { Photos.Bomb(), [], [.. "GIF89a<script>"u8], [0xFF, 0xD8, 0xFF], [.. "%PDF-1.7"u8] })
            Assert.Equal(new Stripped(StripOutcome.Refused), await stripper.Strip(hostile, Stop));
    }

    [Theory]
    // It crashes as a decoder does; ends with nothing; gives more than a photo can be; gives back what it got; gives a photo with something behind its end; hangs.
    [InlineData("printf C; kill -SEGV $$", StripOutcome.Refused)]
    [InlineData("printf C; exit 0", StripOutcome.Refused)]
    [InlineData("printf C; exec cat /dev/zero", StripOutcome.Refused)]
    [InlineData("printf C; exec cat", StripOutcome.Refused)]
    [InlineData("printf C; cat; printf x", StripOutcome.Refused)]
    [InlineData("printf C; exec sleep 600", StripOutcome.Refused)]
    // It cannot take its limits, or does not say so: it is given nothing.
    [InlineData("exit 4", StripOutcome.Unavailable)]
    [InlineData("printf X; exec cat", StripOutcome.Unavailable)]
    public async Task Process_that_breaks_hangs_or_lies_gives_nothing_and_is_gone(string script, object expected)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Needs /bin/sh.");
        var file = Path.GetTempFileName();
        var stripper = new Stripper(NullLogger<Stripper>.Instance, () => new("/bin/sh", ["-c", $"echo $$ > {file}; {script}"]));
        Assert.Equal(new Stripped((StripOutcome)expected), await stripper.Strip(Photos.Jpeg(), Stop, script.Contains("sleep", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(300) : null));
        var process = int.Parse(await File.ReadAllTextAsync(file, Stop), CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
        File.Delete(file);
    }

    [Fact]
    public async Task Process_that_gives_without_end_and_takes_nothing_is_not_waited_for()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Needs /bin/sh.");
        // More than a pipe holds, so that giving it ends only when the process does.
        var upload = new byte[1 << 20];
        Photos.Jpeg().CopyTo(upload, 0);
        var stripper = new Stripper(NullLogger<Stripper>.Instance, () => new("/bin/sh", ["-c", "printf C; exec cat /dev/zero"]));
        Assert.Equal(new Stripped(StripOutcome.Refused), await stripper.Strip(upload, Stop).WaitAsync(Stripper.Longest / 2, Stop));
    }

    [Fact]
    public async Task Program_that_is_not_there_takes_no_photo_and_does_not_open_it_elsewhere()
    {
        Assert.Equal(StripOutcome.Unavailable, (await new Stripper(NullLogger<Stripper>.Instance, () => null).Strip(Photos.Jpeg(), Stop)).Outcome);
        Assert.Equal(StripOutcome.Unavailable, (await new Stripper(NullLogger<Stripper>.Instance, () => new("/nowhere/knooppunt")).Strip(Photos.Jpeg(), Stop)).Outcome);
    }

    [Fact]
    public async Task Process_has_its_limits_before_it_is_given_anything_and_none_of_our_surroundings()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Needs /proc.");
        Environment.SetEnvironmentVariable("KNOOPPUNT_TEST_SECRET", "geheim");
        using var child = Process.Start(Stripper.Confine(OwnProgram.With(StrippingChild.Word)!))!;
        try
        {
            Assert.Equal(StrippingChild.Confined, child.StandardOutput.BaseStream.ReadByte());
            var limits = (await File.ReadAllLinesAsync($"/proc/{child.Id}/limits", Stop)).ToDictionary(line => line[..26].Trim(), line => line[26..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2]);
            foreach (var (name, most) in new[] { ("Max cpu time", StrippingChild.MostSeconds), ("Max file size", 0), ("Max core file size", 0), ("Max data size", StrippingChild.MostMemory) })
                Assert.Equal((name, $"{most} {most}"), (name, string.Join(' ', limits[name])));
            if (File.Exists("/proc/sys/kernel/seccomp/actions_avail"))
            {
                // In every thread: who breaks into one of them has no other.
                foreach (var thread in Directory.GetDirectories($"/proc/{child.Id}/task"))
                {
                    var status = await File.ReadAllLinesAsync(Path.Combine(thread, "status"), Stop);
                    Assert.Contains("NoNewPrivs:\t1", status);
                    Assert.Contains("Seccomp:\t2", status);
                }
            }

            var surroundings = (await File.ReadAllTextAsync($"/proc/{child.Id}/environ", Stop)).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0]);
            Assert.All(surroundings, name => Assert.True(name.StartsWith("DOTNET_", StringComparison.Ordinal) || name == "LD_LIBRARY_PATH", name));
        }
        finally
        {
            child.Kill();
            Environment.SetEnvironmentVariable("KNOOPPUNT_TEST_SECRET", null);
        }
    }

    // The filter run as the kernel runs it. What a process may do to itself it may not do to another: a signal or a bound of the same user ends the node as surely as a file of it opened.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Process_may_do_to_itself_and_not_to_another(bool arm)
    {
        const uint Self = 4711, Other = 12;
        (uint X64, uint Arm64, uint First, uint Second, uint Answer)[] calls =
        [
            (0, 63, 0, 0, SeccompFilter.Allow), (1, 64, 1, 0, SeccompFilter.Allow), (9, 222, 0, 0, SeccompFilter.Allow), (257, 56, 0, 0, SeccompFilter.NotPermitted), (59, 221, 0, 0, SeccompFilter.NotPermitted),
            (62, 129, Self, 9, SeccompFilter.NotPermitted), (200, 130, Self, 9, SeccompFilter.NotPermitted), (424, 424, 5, 9, SeccompFilter.NotPermitted), (129, 138, Other, 9, SeccompFilter.NotPermitted),
            (234, 131, Self, 4712, SeccompFilter.Allow), (234, 131, Other, 12, SeccompFilter.NotPermitted),
            (302, 261, 0, 3, SeccompFilter.Allow), (302, 261, Self, 3, SeccompFilter.Allow), (302, 261, Other, 0, SeccompFilter.NotPermitted),
            (56, 220, 0x3D0F00, 0, SeccompFilter.Allow), (56, 220, 0x11, 0, SeccompFilter.NotPermitted), (435, 435, 1, 0, SeccompFilter.NotThere),
            (72, 25, 0, 3, SeccompFilter.Allow), (72, 25, 0, 8, SeccompFilter.NotPermitted), (72, 25, 0, 15, SeccompFilter.NotPermitted), (272, 97, 0x10000000, 0, SeccompFilter.NotPermitted), (250, 219, 0, 0, SeccompFilter.NotPermitted),
        ];
        var filter = SeccompFilter.Of(arm, Self, musl: false);
        Assert.All(calls, call => Assert.Equal(call.Answer, Run(filter, arm ? call.Arm64 : call.X64, arm ? SeccompFilter.Arm64 : SeccompFilter.X64, call.First, call.Second)));
        Assert.Equal(SeccompFilter.Kill, Run(filter, 0, arm ? SeccompFilter.X64 : SeccompFilter.Arm64, 0, 0));
        Assert.Equal(SeccompFilter.Kill, Run(filter, 0x40000000, arm ? SeccompFilter.Arm64 : SeccompFilter.X64, 0, 0));
        // musl signals its own threads so.
        Assert.Equal(SeccompFilter.Allow, Run(SeccompFilter.Of(arm, Self, musl: true), arm ? 130u : 200u, arm ? SeccompFilter.Arm64 : SeccompFilter.X64, Self, 0));
    }

    static uint Run(SeccompStep[] filter, uint call, uint architecture, uint first, uint second)
    {
        var word = 0u;
        for (var at = 0; ; at++)
        {
            var step = filter[at];
            if (step.Code == SeccompFilter.Answer)
                return step.Value;
            if (step.Code == SeccompFilter.Load)
            {
                word = step.Value switch { SeccompFilter.Number => call, SeccompFilter.Architecture => architecture, SeccompFilter.First => first, _ => second };
                continue;
            }

            at += step.Code switch { SeccompFilter.Equal => word == step.Value, SeccompFilter.AtLeast => word >= step.Value, _ => (word & step.Value) != 0 } ? step.WhenTrue : step.WhenFalse;
        }
    }

    [Fact]
    public void Only_a_bare_photo_is_believed()
    {
        var bare = Knooppunt.Node.Shell.Photos.Redrawn.Of(Photos.Jpeg())!;
        Assert.True(BareJpeg.Is(bare));
        byte[] comment = [.. bare.AsSpan(0, 2), 0xFF, 0xFE, 0, 4, (byte)'h', (byte)'i', .. bare.AsSpan(2)], exif = [.. bare.AsSpan(0, 2), 0xFF, 0xE1, 0, 8, .. "Exif\0\0"u8, .. bare.AsSpan(2)];
        Assert.All([Photos.Jpeg(), Photos.Png(), comment, exif, [.. bare, 0], [.. bare, .. bare], bare[..^2], [], bare[..3]], bytes => Assert.False(BareJpeg.Is(bytes)));
        for (var length = 0; length < bare.Length; length += 97)
            Assert.False(BareJpeg.Is(bare.AsSpan(0, length)));
    }
}
