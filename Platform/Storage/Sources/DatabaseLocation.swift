import CPostgres
import Kernel

/// Where a database is: `sqlite:PATH` or `postgres://user@host:port/name?…`.
public enum DatabaseLocation: Sendable, Equatable, CustomStringConvertible {
    case sqlite(path: String)
    /// Connection parameters as libpq names them.
    case postgres(parameters: [String: String])

    /// Reads a location.
    ///
    /// For PostgreSQL it takes what libpq takes as a connection URI (PostgreSQL manual, "Connection URIs").
    public static func parse(_ text: String) throws(StorageProblem) -> DatabaseLocation {
        if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty, !path.utf8.contains(0), path != ":memory:" else {
                throw StorageProblem(.badLocation, "sqlite: needs the path of a file, as in sqlite:data/heng.sqlite")
            }
            return .sqlite(path: path)
        }
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else {
            throw StorageProblem(
                .badLocation, "a database is named sqlite:PATH or postgres://user@host:port/name")
        }
        var reason: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(text, &reason) else {
            // libpq's words quote the URI, which may hold a password.
            if let reason { PQfreemem(reason) }
            throw StorageProblem(
                .badLocation, "this is not a connection URI; write postgres://user@host:port/name?parameter=value")
        }
        defer { PQconninfoFree(options) }
        var parameters: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parameters[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        guard parameters["dbname"]?.isEmpty == false else {
            throw StorageProblem(.badLocation, "the URI names no database; write postgres://user@host:port/name")
        }
        return .postgres(parameters: parameters)
    }

    public var engine: DatabaseEngine {
        switch self {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }

    /// For people and logs: never a password.
    public var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(let parameters):
            "postgres://" + (parameters["user"].map { "\($0)@" } ?? "") + (parameters["host"] ?? "")
                + (parameters["port"].map { ":\($0)" } ?? "") + "/" + (parameters["dbname"] ?? "")
        }
    }

    /// Opens the database there; a SQLite file and its folder are made where they are missing.
    public func open(options: DatabaseOptions = DatabaseOptions()) async throws -> any Database {
        switch self {
        case .sqlite(let path): try SQLiteDatabase(path: path, options: options)
        case .postgres(let parameters):
            try await PostgresDatabase(parameters: parameters, location: description, options: options)
        }
    }
}
