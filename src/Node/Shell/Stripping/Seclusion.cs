using System.Runtime.InteropServices;

namespace Knooppunt.Node.Shell.Stripping;

/// <summary>
/// Takes from this process, for good and in every thread, the means to open or change a file, reach a network, start a program or touch another process (seccomp, Linux on x64 and arm64). What is open already
/// stays open, so that it can read its task and write its answer. Elsewhere, and where a kernel has none of it, nothing changes.
/// </summary>
static partial class Seclusion
{
    // <linux/prctl.h>, <linux/seccomp.h>, <linux/audit.h>.
    const int NoNewPrivileges = 38, SetFilter = 1, AllThreads = 1;
    const uint Allow = 0x7FFF0000, NotPermitted = 0x00050001, Kill = 0x80000000, X64 = 0xC000003E, Arm64 = 0xC00000B7, OtherForm = 0x40000000;

    // <linux/bpf_common.h>: load a word of the call; go on when equal, when at least; answer.
    const ushort Load = 0x20, Equal = 0x15, AtLeast = 0x35, Answer = 0x06;

    const uint None = uint.MaxValue;

    // Numbers of <asm/unistd.h>. Signals between threads of the process itself stay: the collector of memory needs them.
    static readonly (string Name, uint X64, uint Arm64)[] Refused =
    [
        ("open", 2, None), ("openat", 257, 56), ("openat2", 437, 437), ("creat", 85, None), ("open_by_handle_at", 304, 265), ("truncate", 76, 45), ("io_uring_setup", 425, 425),
        ("rename", 82, None), ("renameat", 264, 38), ("renameat2", 316, 276), ("link", 86, None), ("linkat", 265, 37), ("symlink", 88, None), ("symlinkat", 266, 36), ("unlink", 87, None), ("unlinkat", 263, 35),
        ("mkdir", 83, None), ("mkdirat", 258, 34), ("rmdir", 84, None), ("chmod", 90, None), ("fchmodat", 268, 53), ("chown", 92, None), ("fchownat", 260, 54), ("mount", 165, 40), ("chroot", 161, 51), ("bpf", 321, 280),
        ("socket", 41, 198), ("socketpair", 53, 199), ("connect", 42, 203), ("bind", 49, 200), ("listen", 50, 201), ("accept", 43, 202), ("accept4", 288, 242), ("sendto", 44, 206), ("sendmsg", 46, 211), ("sendmmsg", 307, 269),
        ("fork", 57, None), ("vfork", 58, None), ("execve", 59, 221), ("execveat", 322, 281), ("kill", 62, 129), ("ptrace", 101, 117), ("process_vm_readv", 310, 270), ("process_vm_writev", 311, 271),
        ("pidfd_open", 434, 434), ("pidfd_getfd", 438, 438),
    ];

    /// <summary>Does it. Whether it is done.</summary>
    public static bool Enter()
    {
        var arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        if (!OperatingSystem.IsLinux() || !(arm || RuntimeInformation.ProcessArchitecture == Architecture.X64) || Control(NoNewPrivileges, 1, 0, 0, 0) != 0)
            return false;
        var filter = FilterOf(arm ? Arm64 : X64, Refused.Select(call => arm ? call.Arm64 : call.X64).Where(call => call != None));
        unsafe
        {
            fixed (Step* steps = filter)
                return Call(arm ? 277 : 317, SetFilter, AllThreads, new Filter { Length = (ushort)filter.Length, Steps = (nint)steps }) == 0;
        }
    }

    /// <summary>The filter as the kernel runs it: another architecture or form of call ends the process, a call on the list is not permitted, all else is allowed.</summary>
    static Step[] FilterOf(uint architecture, IEnumerable<uint> refused)
    {
        List<Step> steps = [new(Load, 0, 0, 4), new(Equal, 1, 0, architecture), new(Answer, 0, 0, Kill), new(Load, 0, 0, 0), new(AtLeast, 0, 1, OtherForm), new(Answer, 0, 0, Kill)];
        foreach (var call in refused)
            steps.AddRange([new(Equal, 0, 1, call), new(Answer, 0, 0, NotPermitted)]);
        return [.. steps, new(Answer, 0, 0, Allow)];
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int what, nuint one, nuint two, nuint three, nuint four);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nuint operation, nuint flags, in Filter filter);

    // <linux/filter.h>.
    [StructLayout(LayoutKind.Sequential)]
    readonly record struct Step(ushort Code, byte WhenTrue, byte WhenFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    struct Filter
    {
        public ushort Length;
        public nint Steps;
    }
}
