#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The calls of the system that decide whether a file is kept, so that tests can make each of them fail.
struct Disk: Sendable {
    /// As `write(2)`.
    var write: @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
    /// As `fsync(2)`.
    var synchronise: @Sendable (_ descriptor: Int32, _ path: String) -> Int32
    /// As `rename(2)`.
    var move: @Sendable (_ old: String, _ new: String) -> Int32

    static let system = Disk(
        write: { descriptor, bytes in
            #if canImport(Glibc)
                Glibc.write(descriptor, bytes.baseAddress, bytes.count)
            #else
                Darwin.write(descriptor, bytes.baseAddress, bytes.count)
            #endif
        },
        synchronise: { descriptor, _ in
            #if canImport(Glibc)
                fsync(descriptor)
            #else
                // macOS keeps what was synchronised in the drive's cache unless asked for more (fsync(2) there).
                fcntl(descriptor, F_FULLFSYNC)
            #endif
        },
        move: { old, new in rename(old, new) })
}
