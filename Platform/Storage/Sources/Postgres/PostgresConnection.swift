import CPostgres
import Dispatch

/// One connection to PostgreSQL, with the statements it has prepared.
///
/// `@unchecked Sendable` holds because every property that changes is touched only by work that runs on `queue`, which
/// is serial: ``perform(_:)`` is the only way in, and the `init` and `deinit` run before the first and after the last
/// reference is shared.
final class PostgresConnection: @unchecked Sendable {
    private let queue = DispatchQueue(label: "heng.postgres")
    private let handle: OpaquePointer
    private var prepared: [StatementKey: String] = [:]
    private var preparedInOrder: [StatementKey] = []
    private var namesGiven = 0

    private struct StatementKey: Hashable {
        let text: String
        let types: [Oid]
    }

    private static let preparedLimit = 256

    /// Connects and sets what Heng relies on.
    ///
    /// - Throws: `badLocation` where the server refuses the user or the database is not as Heng needs it;
    ///   `connectionLost` where no server answers.
    init(parameters: [String: String], options: DatabaseOptions) throws {
        var parameters = parameters
        parameters["client_encoding"] = "UTF8"
        parameters["application_name"] = parameters["application_name"] ?? "heng"
        parameters["connect_timeout"] = parameters["connect_timeout"] ?? "10"
        let names = Array(parameters.keys)
        let texts = names.map { parameters[$0] ?? "" }
        let opened = Self.withStrings(names) { keywords in
            Self.withStrings(texts) { values in PQconnectdbParams(keywords, values, 0) }
        }
        guard let opened else { throw StorageProblem(.failure, "libpq has no memory for a connection") }
        handle = opened
        guard PQstatus(opened) == CONNECTION_OK else {
            throw Self.refusal(opened)
        }
        // Notices ("relation exists already, skipping") are of no use to an operator.
        _ = PQsetNoticeProcessor(opened, { _, _ in }, nil)
        let statementLimit = options.statementLimit.milliseconds
        let lockLimit = options.waiting.milliseconds
        try simple(
            """
            SET statement_timeout = \(statementLimit); SET lock_timeout = \(lockLimit);
            SET idle_in_transaction_session_timeout = \(2 * statementLimit);
            SET TimeZone = 'UTC'; SET bytea_output = 'hex'; SET extra_float_digits = 1;
            SET standard_conforming_strings = on; SET default_transaction_isolation = 'read committed'
            """)
        guard PQserverVersion(opened) >= 150_000 else {
            throw StorageProblem(.badLocation, "Heng needs PostgreSQL 15 or later; this is \(serverVersion)")
        }
        guard let encoding = PQparameterStatus(opened, "server_encoding"), String(cString: encoding) == "UTF8" else {
            throw StorageProblem(
                .badLocation, "the database's encoding is not UTF8; create it with ENCODING 'UTF8' TEMPLATE template0")
        }
    }

    deinit {
        PQfinish(handle)
    }

    /// Runs work that blocks on this connection's own thread, so that no thread of Swift's pool waits for a server.
    func perform<T: Sendable>(_ work: @Sendable @escaping (PostgresConnection) -> T) async -> T {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work(self)) }
        }
    }

    /// As the server names itself; safe from any thread, it is told once when connecting.
    var serverVersion: String {
        PQparameterStatus(handle, "server_version").map { String(cString: $0) } ?? "unknown"
    }

    var isBroken: Bool { PQstatus(handle) != CONNECTION_OK }

    /// Whether the server still has a transaction open here.
    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }

    /// Runs text without parameters: one of Heng's own statements or definitions. Returns the last command's tag.
    @discardableResult
    func simple(_ text: String) throws -> String {
        guard let result = PQexec(handle, text) else { throw PostgresProblem.lost(handle) }
        let checked = try accepted(PostgresResult(result))
        return PQcmdStatus(checked.handle).map { String(cString: $0) } ?? ""
    }

    /// Runs one statement, prepared once for the connection.
    func run(_ sql: SQL) throws -> PostgresResult {
        let (text, values) = try sql.rendered(for: .postgres)
        let parameters = PostgresParameters(values)
        let name = try statementName(text, parameters.types)
        let result = parameters.withPointers { pointers, lengths, formats in
            PQexecPrepared(handle, name, parameters.count, pointers, lengths, formats, 0)
        }
        guard let result else { throw PostgresProblem.lost(handle) }
        return try accepted(PostgresResult(result))
    }

    /// Runs statements through a pipeline: all are sent before the first answer is awaited. The first that fails ends
    /// it, and those behind it are not run.
    func run(batch statements: ArraySlice<SQL>) throws -> [Int] {
        // Prepared before the pipeline begins, where an answer can be awaited.
        let ready = try statements.map { sql in
            let (text, values) = try sql.rendered(for: .postgres)
            let parameters = PostgresParameters(values)
            return (name: try statementName(text, parameters.types), parameters: parameters)
        }
        guard PQenterPipelineMode(handle) == 1 else { throw PostgresProblem.lost(handle) }
        var failure: StorageProblem?
        var sent = 0
        for (name, parameters) in ready {
            let accepted = parameters.withPointers { pointers, lengths, formats in
                PQsendQueryPrepared(handle, name, parameters.count, pointers, lengths, formats, 0)
            }
            guard accepted == 1 else {
                failure = PostgresProblem.lost(handle)
                break
            }
            sent += 1
        }
        guard PQpipelineSync(handle) == 1 else { throw failure ?? PostgresProblem.lost(handle) }
        var changed: [Int] = []
        for _ in 0..<sent {
            while let next = PQgetResult(handle) {
                let result = PostgresResult(next)
                switch PQresultStatus(next) {
                case PGRES_COMMAND_OK, PGRES_TUPLES_OK: changed.append(result.changedRows)
                case PGRES_PIPELINE_ABORTED: break
                default: failure = failure ?? PostgresProblem.problem(from: next, connection: handle)
                }
            }
        }
        while let last = PQgetResult(handle) {
            let isSync = PQresultStatus(last) == PGRES_PIPELINE_SYNC
            PQclear(last)
            if isSync { break }
        }
        guard PQexitPipelineMode(handle) == 1 else { throw failure ?? PostgresProblem.lost(handle) }
        if let failure { throw failure }
        return changed
    }

    /// Inserts rows through `COPY … FROM STDIN`.
    func copy(into table: TableName, columns: [ColumnName], rows: [[SQLValue]]) throws {
        let names = columns.map { quotedName($0.text) }.joined(separator: ", ")
        guard let begun = PQexec(handle, "COPY \(quotedName(table.text)) (\(names)) FROM STDIN") else {
            throw PostgresProblem.lost(handle)
        }
        let start = PostgresResult(begun)
        guard PQresultStatus(begun) == PGRES_COPY_IN else {
            throw PostgresProblem.problem(from: start.handle, connection: handle)
        }
        var block: [UInt8] = []
        block.reserveCapacity(80_000)
        var isSent = true
        for row in rows where isSent {
            CopyText.append(row, to: &block)
            if block.count > 64_000 {
                isSent = send(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        if isSent { isSent = send(block) }
        guard isSent, PQputCopyEnd(handle, nil) == 1 else { throw PostgresProblem.lost(handle) }
        var failure: StorageProblem?
        while let next = PQgetResult(handle) {
            let result = PostgresResult(next)
            if PQresultStatus(next) != PGRES_COMMAND_OK {
                failure = failure ?? PostgresProblem.problem(from: result.handle, connection: handle)
                if isBroken { break }
            }
        }
        if let failure { throw failure }
    }

    private func send(_ block: [UInt8]) -> Bool {
        block.withUnsafeBytes { bytes in
            PQputCopyData(
                handle, bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count)) == 1
        }
    }

    private func statementName(_ text: String, _ types: [Oid]) throws -> String {
        let key = StatementKey(text: text, types: types)
        if let name = prepared[key] { return name }
        if preparedInOrder.count >= Self.preparedLimit {
            let oldest = preparedInOrder.removeFirst()
            if let name = prepared.removeValue(forKey: oldest) { try simple("DEALLOCATE \(name)") }
        }
        namesGiven += 1
        let name = "heng_\(namesGiven)"
        guard let result = PQprepare(handle, name, text, Int32(types.count), types) else {
            throw PostgresProblem.lost(handle)
        }
        _ = try accepted(PostgresResult(result))
        prepared[key] = name
        preparedInOrder.append(key)
        return name
    }

    private func accepted(_ result: PostgresResult) throws -> PostgresResult {
        switch PQresultStatus(result.handle) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return result
        default: throw PostgresProblem.problem(from: result.handle, connection: handle)
        }
    }

    /// Why a connection could not be made; libpq does not put the password into it.
    private static func refusal(_ handle: OpaquePointer) -> StorageProblem {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        let message = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let isRefusal = message.contains("FATAL") && !message.contains("starting up")
        return StorageProblem(isRefusal ? .badLocation : .connectionLost, message)
    }

    /// Lends a C array of strings that ends with NULL.
    private static func withStrings<T>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T
    ) -> T {
        var block: [CChar] = []
        var offsets: [Int] = []
        for string in strings {
            offsets.append(block.count)
            block += string.utf8CString
        }
        block.append(0)
        return block.withUnsafeBufferPointer { block in
            var pointers = offsets.map { offset in block.baseAddress.map { $0 + offset } }
            pointers.append(nil)
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
