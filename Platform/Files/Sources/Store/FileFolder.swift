import Kernel
import Ledger

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder of a store: `ab/cd/<digest>` for what is kept, `incoming` for what is being written.
///
/// A content is written to `incoming`, synchronised, moved to its place, and the folders above are synchronised; so at
/// its place there is a whole file or none, however the machine stops. The lock on an incoming file tells what is being
/// written from what was left behind.
struct FileFolder: Sendable {
    let path: String
    let disk: Disk
    private let gate = FileGate()

    /// No file that was ever taken is longer; a longer one at a digest's place is damaged.
    private static let longest = 1 << 31

    init(path: String, disk: Disk) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.disk = disk
    }

    private var incoming: String { "\(path)/incoming" }

    private func folders(of digest: Digest) -> [String] {
        let text = digest.hexadecimal
        let first = "\(path)/\(text.prefix(2))"
        return [path, first, "\(first)/\(text.dropFirst(2).prefix(2))"]
    }

    func place(of digest: Digest) -> String {
        "\(folders(of: digest)[2])/\(digest.hexadecimal)"
    }

    // MARK: Writing

    /// Puts a content at its place; false where it is there already and only the folders are synchronised.
    @discardableResult
    func put(_ bytes: [UInt8], _ digest: Digest) throws(Problem) -> Bool {
        try gate.check()
        for folder in folders(of: digest) + [incoming] { try make(folder) }
        let place = place(of: digest)
        // Whoever put it there may have been stopped before the folders were synchronised.
        if try content(at: place) == bytes {
            try synchronise(folders(of: digest), afterPlacing: nil)
            return false
        }
        let (descriptor, temporary) = try openTemporary(digest)
        do throws(Problem) {
            defer { close(descriptor) }
            try write(bytes, to: descriptor)
            guard disk.synchronise(descriptor, temporary) == 0 else { throw stop(errno) }
            guard disk.move(temporary, place) == 0 else { throw Self.problem(errno) }
        } catch {
            remove(temporary)
            throw error
        }
        try synchronise(folders(of: digest), afterPlacing: place)
        return true
    }

    private func make(_ folder: String) throws(Problem) {
        if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let above = folder.lastIndex(of: "/"), above != folder.startIndex else {
            throw Self.problem(errno)
        }
        try make(String(folder[..<above]))
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw Self.problem(errno) }
    }

    private func openTemporary(_ digest: Digest) throws(Problem) -> (descriptor: Int32, path: String) {
        for _ in 0..<100 {
            let name = "\(incoming)/\(digest.hexadecimal).\(getpid()).\(gate.number())"
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o400)
            if descriptor < 0 {
                if errno == EEXIST { continue }
                throw Self.problem(errno)
            }
            var status = stat()
            // Between making and locking somebody who cleans up may have taken it for left behind.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink == 1 {
                return (descriptor, name)
            }
            close(descriptor)
        }
        throw Self.problem(EEXIST)
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws(Problem) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                disk.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...]))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.problem(count == 0 ? EIO : errno) }
            written += count
        }
    }

    /// Synchronises folders, the innermost first. What was just placed is taken away again where that fails: it would
    /// be taken for kept the next time.
    private func synchronise(_ folders: [String], afterPlacing place: String?) throws(Problem) {
        for folder in folders.reversed() {
            let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Self.problem(errno) }
            defer { close(descriptor) }
            guard disk.synchronise(descriptor, folder) == 0 else {
                let problem = stop(errno)
                if let place { remove(place) }
                throw problem
            }
        }
    }

    private func stop(_ code: Int32) -> Problem {
        gate.close(String(cString: strerror(code)))
        return Self.problem(code)
    }

    /// What cannot be removed stays behind for the next cleaning; the error that led here is the one to tell.
    private func remove(_ path: String) { unlink(path) }

    /// Removes incoming files that nobody holds the lock of.
    func removeUnfinished() throws(Problem) -> Int {
        guard let folder = opendir(incoming) else {
            if errno == ENOENT { return 0 }
            throw Self.problem(errno)
        }
        defer { closedir(folder) }
        var removed = 0
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            let path = "\(incoming)/\(name)"
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, unlink(path) == 0 { removed += 1 }
            close(descriptor)
        }
        return removed
    }

    // MARK: Reading

    /// The verified content at a digest's place.
    func read(_ digest: Digest) throws(Problem) -> [UInt8] {
        guard let bytes = try content(at: place(of: digest)) else {
            throw Problem(.failure, "files.problem.missing", ["digest": digest.hexadecimal])
        }
        guard try Self.digest(of: bytes) == digest else {
            throw Problem(.failure, "files.problem.damaged", ["digest": digest.hexadecimal])
        }
        return bytes
    }

    /// What is wrong with a file; nil where nothing is.
    func fault(of file: StoredFile) throws(Problem) -> FileFault.Kind? {
        do throws(Problem) {
            guard let bytes = try content(at: place(of: file.digest)) else { return .missing }
            guard bytes.count == file.size else { return .damaged }
            return try Self.digest(of: bytes) == file.digest ? nil : .damaged
        } catch {
            if error.key == "files.problem.disk" { return .unreadable }
            throw error
        }
    }

    private static func digest(of bytes: [UInt8]) throws(Problem) -> Digest {
        do throws(LedgerProblem) { return try Digest(of: bytes) } catch { throw error.problem }
    }

    /// The bytes of an ordinary file; nil where there is none.
    private func content(at path: String) throws(Problem) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Self.problem(errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.problem(errno) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.longest else { throw Self.problem(EINVAL) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size))
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = chunk.withUnsafeMutableBytes { buffer in
                #if canImport(Glibc)
                    Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.read(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.problem(errno) }
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    private static func problem(_ code: Int32) -> Problem {
        if code == ENOSPC || code == EDQUOT { return Problem(.unavailable, "files.problem.disk-full") }
        return Problem(.failure, "files.problem.disk", ["reason": String(cString: strerror(code))])
    }
}
