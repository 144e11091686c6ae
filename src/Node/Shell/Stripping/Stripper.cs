using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Knooppunt.Node.Shell.Photos;

namespace Knooppunt.Node.Shell.Stripping;

/// <summary>What became of a file that was to be made anew.</summary>
enum StripOutcome : byte
{
    /// <summary>It was made.</summary>
    Made,
    /// <summary>It is no photo, or opening it broke the process, took too long or too much.</summary>
    Refused,
    /// <summary>Nothing could be opened here now, whatever it was.</summary>
    Unavailable,
}

/// <summary>What became of a file, and what was made of it.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Jpeg">The new photo; null when there is none.</param>
readonly record struct Stripped(StripOutcome Outcome, byte[]? Jpeg = null);

/// <summary>
/// Has photos drawn anew in a process of its own, which ends after each: a decoder that crashes, hangs or fills its memory takes nothing with it, and finds no key, no database and no
/// secret in its memory or surroundings. What comes back is looked at before it is kept.
/// </summary>
sealed partial class Stripper(ILogger<Stripper> log, Func<ProcessStartInfo?>? start = null)
{
    /// <summary>How long one file may take, starting the process included.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // What the process needs to start where it is installed, and says nothing of anybody.
    static readonly string[] Needed = ["DOTNET_ROOT", "LD_LIBRARY_PATH", "SystemRoot"];

    const int MostBytes = 8 << 20;
    static readonly TimeSpan Gone = TimeSpan.FromSeconds(5);
    int _told;

    /// <summary>Draws one file anew.</summary>
    /// <param name="upload">What somebody sent.</param>
    /// <param name="stop">Ends the process and the wait.</param>
    /// <param name="longest">Instead of the usual time.</param>
    public async Task<Stripped> Strip(ReadOnlyMemory<byte> upload, CancellationToken stop, TimeSpan? longest = null)
    {
        // What does not begin as a photo is none: no process is spent on it.
        if (!Redrawn.IsPhoto(upload.Span))
            return new(StripOutcome.Refused);
        if ((start ?? (() => OwnProgram.With(StrippingChild.Word)))() is not { } program)
        {
            LogNotFound(log);
            return new(StripOutcome.Unavailable);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(longest ?? Longest);
        Process child;
        try
        {
            child = Process.Start(Confine(program))!;
        }
        catch (Exception wrong) when (wrong is Win32Exception or IOException or InvalidOperationException)
        {
            LogNotStarted(log, wrong);
            return new(StripOutcome.Unavailable);
        }

        using (child)
        {
            try
            {
                return await Through(child, upload, patience.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                LogTooLong(log);
                return new(StripOutcome.Refused);
            }
            finally
            {
                End(child);
            }
        }
    }

    /// <summary>The program without anything of this process's surroundings, and with a bounded heap.</summary>
    public static ProcessStartInfo Confine(ProcessStartInfo program)
    {
        var kept = Needed.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.Value is not null).ToList();
        program.Environment.Clear();
        foreach (var (name, value) in kept)
            program.Environment[name] = value;
        program.Environment["DOTNET_GCHeapHardLimit"] = StrippingChild.MostHeap.ToString("X", CultureInfo.InvariantCulture);
        program.Environment["DOTNET_gcConcurrent"] = "0";
        // Nobody looks into it from outside, and no file of it is left behind.
        program.Environment["DOTNET_EnableDiagnostics"] = "0";
        program.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        program.Environment["DOTNET_TieredPGO"] = "0";
        (program.UseShellExecute, program.CreateNoWindow) = (false, true);
        program.RedirectStandardInput = program.RedirectStandardOutput = program.RedirectStandardError = true;
        return program;
    }

    async Task<Stripped> Through(Process child, ReadOnlyMemory<byte> upload, CancellationToken stop)
    {
        // What a crash prints may hold what was in the photo: it is read, so that the process does not wait for it, and dropped.
        var complaints = child.StandardError.BaseStream.CopyToAsync(Stream.Null, stop);
        var output = child.StandardOutput.BaseStream;
        var first = new byte[1];
        if (await output.ReadAsync(first, stop) == 0 || first[0] is not (StrippingChild.Confined or StrippingChild.OnlyLimited))
        {
            LogUnconfined(log);
            return new(StripOutcome.Unavailable);
        }

        if (first[0] == StrippingChild.OnlyLimited && Interlocked.Exchange(ref _told, 1) == 0)
            LogOnlyLimited(log);

        var giving = Give(child, upload, stop);
        // What gives too much is not waited for.
        if (await Take(output, stop) is not { } made)
            return new(StripOutcome.Refused);
        await giving;
        await child.WaitForExitAsync(stop);
        await complaints;
        switch (child.ExitCode)
        {
            case StrippingChild.Made when BareJpeg.Is(made):
                return new(StripOutcome.Made, made);
            case StrippingChild.Refused:
                return new(StripOutcome.Refused);
            default:
                LogBroken(log, child.ExitCode);
                return new(StripOutcome.Refused);
        }
    }

    static async Task Give(Process child, ReadOnlyMemory<byte> upload, CancellationToken stop)
    {
        try
        {
            await child.StandardInput.BaseStream.WriteAsync(upload, stop);
            child.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all: its exit code says the rest.
        }
    }

    // Null when it is more than a photo of ours can be.
    static async Task<byte[]?> Take(Stream output, CancellationToken stop)
    {
        var made = new MemoryStream();
        var part = new byte[64 << 10];
        for (int read; (read = await output.ReadAsync(part, stop)) > 0;)
        {
            if (made.Length + read > MostBytes)
                return null;
            made.Write(part, 0, read);
        }

        return made.ToArray();
    }

    static void End(Process child)
    {
        try
        {
            child.Kill(entireProcessTree: true);
            child.WaitForExit(Gone);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already, or what it left behind has.
        }
    }

    [LoggerMessage(LogLevel.Error, "No photo can be taken: this program does not find its own start file to open photos in a process of their own.")]
    static partial void LogNotFound(ILogger logger);

    [LoggerMessage(LogLevel.Error, "No photo can be taken: the process in which photos are opened did not start.")]
    static partial void LogNotStarted(ILogger logger, Exception wrong);

    [LoggerMessage(LogLevel.Error, "No photo can be taken: the process in which photos are opened did not say that its limits stand.")]
    static partial void LogUnconfined(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Photos are opened in a process that has limits and may still open files and reach the network: this kernel or container has no seccomp.")]
    static partial void LogOnlyLimited(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "A photo was refused: opening it took too long, and the process was ended.")]
    static partial void LogTooLong(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "A photo was refused: the process that opened it broke (exit {Code}) or gave something else than a bare photo.")]
    static partial void LogBroken(ILogger logger, int code);
}
