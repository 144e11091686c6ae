using System.Runtime.InteropServices;

namespace Knooppunt.Node.Shell.Stripping;

/// <summary>
/// Takes from this process, for good and in every thread, the calls that <see cref="SeccompFilter"/> refuses (seccomp, Linux on x64 and arm64). What is open already stays open, so that it can read its task and
/// write its answer. Elsewhere, and where a kernel has none of it, nothing changes.
/// </summary>
static partial class Seclusion
{
    // <linux/prctl.h>, <linux/seccomp.h>.
    const int NoNewPrivileges = 38, SetFilter = 1, AllThreads = 1;

    /// <summary>Does it. Whether it is done.</summary>
    public static bool Enter()
    {
        var arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        if (!OperatingSystem.IsLinux() || !(arm || RuntimeInformation.ProcessArchitecture == Architecture.X64) || Control(NoNewPrivileges, 1, 0, 0, 0) != 0)
            return false;
        var filter = SeccompFilter.Of(arm, (uint)Environment.ProcessId, RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal));
        unsafe
        {
            fixed (SeccompStep* steps = filter)
                return Call(arm ? 277 : 317, SetFilter, AllThreads, new Filter { Length = (ushort)filter.Length, Steps = (nint)steps }) == 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int what, nuint one, nuint two, nuint three, nuint four);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nuint operation, nuint flags, in Filter filter);

    // <linux/filter.h>.
    [StructLayout(LayoutKind.Sequential)]
    struct Filter
    {
        public ushort Length;
        public nint Steps;
    }
}
