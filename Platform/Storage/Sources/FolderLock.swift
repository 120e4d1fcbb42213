#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Holds a data folder for this process: a second server that opens it is refused.
///
/// The lock is `flock` on `heng.lock` in the folder; the system lets go of it when the process ends, however it ends.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Makes the folder (only the owner may enter it) where it is missing, and takes the lock.
    init(folder: String) throws(StorageProblem) {
        try Self.makeFolder(folder)
        let path = "\(folder)/heng.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageProblem(.badLocation, "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            if reason == EWOULDBLOCK {
                throw StorageProblem(
                    .folderInUse, "another server has the data folder \(folder) open; stop it or choose another folder")
            }
            throw StorageProblem(.badLocation, "\(path) cannot be locked: \(String(cString: strerror(reason)))")
        }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Makes a database file for its owner only; SQLite gives the files beside it the same permissions.
    static func makeFile(_ path: String) throws(StorageProblem) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageProblem(.badLocation, "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        close(descriptor)
    }

    /// Makes a folder and those above it; those that are made are for the owner only.
    private static func makeFolder(_ folder: String) throws(StorageProblem) {
        var path = folder.hasPrefix("/") ? "" : "."
        for part in folder.split(separator: "/") {
            path += "/\(part)"
            if mkdir(path, 0o700) != 0, errno != EEXIST {
                let reason = String(cString: strerror(errno))
                throw StorageProblem(.badLocation, "the folder \(path) cannot be made: \(reason)")
            }
        }
    }
}
