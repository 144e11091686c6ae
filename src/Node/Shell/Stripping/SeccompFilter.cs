using System.Runtime.InteropServices;

namespace Knooppunt.Node.Shell.Stripping;

/// <summary>One step of a filter of calls, as the kernel runs it (&lt;linux/filter.h&gt;).</summary>
/// <param name="Code">What it does.</param>
/// <param name="WhenTrue">Steps to pass over when it holds.</param>
/// <param name="WhenFalse">Likewise when it does not.</param>
/// <param name="Value">What it works with.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct SeccompStep(ushort Code, byte WhenTrue, byte WhenFalse, uint Value);

/// <summary>
/// Which calls a process that opens a stranger's photo may make: none that opens or changes a file, reaches a network, starts or copies a program, or signals, traces, bounds or reads another process. Signals
/// between threads of the process itself stay, since the collector of memory needs them.
/// </summary>
static class SeccompFilter
{
    // <linux/seccomp.h>, <linux/audit.h>, <asm-generic/errno.h>.
    public const uint Allow = 0x7FFF0000, NotPermitted = 0x00050001, NotThere = 0x00050026, Kill = 0x80000000, X64 = 0xC000003E, Arm64 = 0xC00000B7;

    // <linux/bpf_common.h>: load a word of the call; go on when equal, when at least, when a bit is set; answer.
    public const ushort Load = 0x20, Equal = 0x15, AtLeast = 0x35, HasBit = 0x45, Answer = 0x06;

    // Where the kernel puts the number, the architecture and the low half of the first and second argument.
    public const uint Number = 0, Architecture = 4, First = 16, Second = 24;

    const uint OtherForm = 0x40000000, SameProcess = 0x10000, SetOwner = 8, SetOwnerToo = 15, None = uint.MaxValue;

    // Numbers of <asm/unistd.h>.
    static readonly (string Name, uint X64, uint Arm64)[] Refused =
    [
        ("open", 2, None), ("openat", 257, 56), ("openat2", 437, 437), ("creat", 85, None), ("open_by_handle_at", 304, 265), ("truncate", 76, 45), ("io_uring_setup", 425, 425), ("io_uring_enter", 426, 426), ("io_uring_register", 427, 427),
        ("rename", 82, None), ("renameat", 264, 38), ("renameat2", 316, 276), ("link", 86, None), ("linkat", 265, 37), ("symlink", 88, None), ("symlinkat", 266, 36), ("unlink", 87, None), ("unlinkat", 263, 35),
        ("mkdir", 83, None), ("mkdirat", 258, 34), ("rmdir", 84, None), ("mknod", 133, None), ("mknodat", 259, 33), ("chmod", 90, None), ("fchmodat", 268, 53), ("fchmodat2", 452, 452), ("chown", 92, None), ("lchown", 94, None), ("fchownat", 260, 54),
        ("utime", 132, None), ("utimes", 235, None), ("futimesat", 261, None), ("utimensat", 280, 88), ("setxattr", 188, 5), ("lsetxattr", 189, 6), ("removexattr", 197, 14), ("lremovexattr", 198, 15),
        ("inotify_init", 253, None), ("inotify_init1", 294, 26), ("fanotify_init", 300, 262), ("mount", 165, 40), ("umount2", 166, 39), ("pivot_root", 155, 41), ("chroot", 161, 51), ("open_tree", 428, 428), ("move_mount", 429, 429),
        ("fsopen", 430, 430), ("fspick", 433, 433), ("mount_setattr", 442, 442), ("unshare", 272, 97), ("setns", 308, 268), ("bpf", 321, 280),
        ("socket", 41, 198), ("socketpair", 53, 199), ("connect", 42, 203), ("bind", 49, 200), ("listen", 50, 201), ("accept", 43, 202), ("accept4", 288, 242), ("sendto", 44, 206), ("sendmsg", 46, 211), ("sendmmsg", 307, 269),
        ("fork", 57, None), ("vfork", 58, None), ("execve", 59, 221), ("execveat", 322, 281), ("kill", 62, 129), ("rt_sigqueueinfo", 129, 138), ("rt_tgsigqueueinfo", 297, 240), ("ptrace", 101, 117),
        ("process_vm_readv", 310, 270), ("process_vm_writev", 311, 271), ("process_madvise", 440, 440), ("process_mrelease", 448, 448), ("kcmp", 312, 272), ("pidfd_open", 434, 434), ("pidfd_getfd", 438, 438), ("pidfd_send_signal", 424, 424),
        ("perf_event_open", 298, 241), ("userfaultfd", 323, 282), ("setpriority", 141, 140), ("add_key", 248, 217), ("request_key", 249, 218), ("keyctl", 250, 219),
        ("shmget", 29, 194), ("shmat", 30, 196), ("msgget", 68, 186), ("semget", 64, 190), ("mq_open", 240, 180),
    ];

    /// <summary>The filter: another architecture or form of call ends the process, what is refused is not permitted, all else is allowed.</summary>
    /// <param name="arm">Whether it is for arm64; else for x64.</param>
    /// <param name="process">Id of the process itself.</param>
    /// <param name="musl">Whether its C library is musl, which signals its own threads by a call that says nothing of the process.</param>
    public static SeccompStep[] Of(bool arm, uint process, bool musl)
    {
        uint Of(uint x64, uint arm64) => arm ? arm64 : x64;
        List<SeccompStep> steps = [new(Load, 0, 0, Architecture), new(Equal, 1, 0, arm ? Arm64 : X64), new(Answer, 0, 0, Kill), new(Load, 0, 0, Number), new(AtLeast, 0, 1, OtherForm), new(Answer, 0, 0, Kill)];
        foreach (var call in Refused.Select(call => Of(call.X64, call.Arm64)).Concat(musl ? [] : [Of(200, 130)]).Where(call => call != None))
            steps.AddRange([new(Equal, 0, 1, call), new(Answer, 0, 0, NotPermitted)]);
        // clone3 hides its flags behind a pointer: who is told that it is not there uses clone, which may make a thread and no process.
        steps.AddRange([new(Equal, 0, 1, 435), new(Answer, 0, 0, NotThere)]);
        When(Of(56, 220), First, [new(HasBit, 1, 0, SameProcess)]);
        // tgkill, to itself alone; prlimit64, to itself alone, which may say 0.
        When(Of(234, 131), First, [new(Equal, 1, 0, process)]);
        When(Of(302, 261), First, [new(Equal, 2, 0, 0), new(Equal, 1, 0, process)]);
        // fcntl: who owns an open file gets its signals, and that may be another process.
        When(Of(72, 25), Second, [new(Equal, 1, 0, SetOwner), new(Equal, 0, 1, SetOwnerToo)]);
        return [.. steps, new(Answer, 0, 0, Allow)];

        // The last test passes over the answer of no for yes.
        void When(uint call, uint argument, SeccompStep[] tests) =>
            steps.AddRange([new(Equal, 0, (byte)(tests.Length + 3), call), new(Load, 0, 0, argument), .. tests, new(Answer, 0, 0, NotPermitted), new(Answer, 0, 0, Allow)]);
    }
}
