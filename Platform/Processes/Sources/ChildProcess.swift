import CSpawn
import Foundation
import Glibc

/// Another program that is run for us, with limits: what it gets, how long it may take, and that it goes.
///
/// The child leads a process group of its own. It gets no descriptor but its three, none of our environment, and no signal
/// settings of ours; when it ends, takes too long or is cancelled, everything left in its group is killed. Foundation's
/// `Process` waits for the end of a descriptor that grandchildren inherit, and so may wait for ever; this does not.
public struct ChildProcess: Sendable {
    /// Why there is no exit status.
    public enum Failure: Error, Sendable, Hashable {
        /// The program could not be started; the system's error number.
        case notStarted(Int32)
        case tookTooLong
        case cancelled
    }

    /// The program's file.
    public var program: URL
    public var arguments: [String]
    public var environment: [String: String]
    public var directory: URL
    /// What stands on standard input: at most some 100 kB, which a socket takes without a reader.
    public var input: [UInt8]
    /// Where standard output goes; nil for nowhere.
    public var output: URL?
    /// Where standard error goes; nil for nowhere.
    public var errors: URL?

    /// Describes a child; nothing is started.
    public init(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], directory: URL,
        input: [UInt8] = [], output: URL? = nil, errors: URL? = nil
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.input = input
        self.output = output
        self.errors = errors
    }

    /// Runs the program to its end.
    ///
    /// - Returns: the exit status; 128 and the signal's number where a signal ended it.
    public func run(seconds: Double) async throws(Failure) -> Int32 {
        let child = try start()
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !Self.hasEnded(child) {
            var failure: Failure?
            if ContinuousClock.now > deadline { failure = .tookTooLong }
            if failure == nil {
                do { try await Task.sleep(for: .milliseconds(20)) } catch { failure = .cancelled }
            }
            if let failure {
                _ = Self.finish(child)
                throw failure
            }
        }
        return Self.finish(child)
    }

    /// Whether the child has ended. It is left as a zombie, so that its number is nobody else's yet.
    private static func hasEnded(_ child: pid_t) -> Bool {
        var information = siginfo_t()
        let answer = waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT)
        // A child that cannot be waited for is none of ours any more.
        return answer != 0 || information.si_signo == SIGCHLD
    }

    /// Kills what is left of the group, and takes the child's status.
    private static func finish(_ child: pid_t) -> Int32 {
        kill(-child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private func start() throws(Failure) -> pid_t {
        // Standard input comes through a socket and not a pipe: writing to a child that is gone sends no signal then.
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .notStarted(errno)
        }
        defer { for end in ends { close(end) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        for (descriptor, file) in [(Int32(1), output), (2, errors)] {
            posix_spawn_file_actions_addopen(
                &actions, descriptor, file?.path ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        posix_spawn_file_actions_addchdir_np(&actions, directory.path)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let words = ([program.path] + arguments).map { strdup($0) }
        let settings = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in words + settings { free(text) } }
        var child: pid_t = 0
        let answer = posix_spawn(&child, program.path, &actions, &attributes, words + [nil], settings + [nil])
        guard answer == 0, child > 1 else { throw .notStarted(answer) }
        send()
        return child

        func send() {
            var sent = 0
            while sent < input.count {
                let count = input[sent...].withUnsafeBytes {
                    Glibc.send(ends[1], $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
                }
                // A child that reads no further than it got is told so by its own failure.
                guard count > 0 else { return }
                sent += count
            }
        }
    }
}
