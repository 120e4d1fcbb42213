import Foundation
import Processes

/// Sends letters by the `curl` program, a kept SMTP client with TLS.
///
/// The settings go to its standard input, so that neither password nor addresses stand in the list of processes; the
/// letter lies in a file that only we can read and that goes afterwards. With a password, TLS is asked for and without
/// it nothing is sent; without one, TLS is used where the server offers it.
public struct CurlTransport: MailTransport {
    public let settings: MailSettings
    public let seconds: Int
    private let folder: URL

    public init(
        _ settings: MailSettings, seconds: Int = 30, folder: URL = FileManager.default.temporaryDirectory
    ) {
        self.settings = settings
        self.seconds = seconds
        self.folder = folder
    }

    public func send(_ letter: Letter) async throws(MailFailure) {
        let room = folder.appending(path: "heng-mail-\(UUID().uuidString)", directoryHint: .isDirectory)
        let file = room.appending(path: "letter.eml")
        do {
            try FileManager.default.createDirectory(
                at: room, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(letter.bytes).write(to: file)
        } catch {
            removeQuietly(room)
            throw MailFailure(reason: "the letter cannot be written to a temporary file", isFinal: false)
        }
        defer { removeQuietly(room) }
        try await run(configuration(letter, file: file), room: room)
    }

    /// The settings of one letter in the form of curl's configuration file.
    func configuration(_ letter: Letter, file: URL) -> String {
        var lines = [
            "url = \(Self.quoted("\(settings.scheme)://\(settings.host):\(settings.port)/heng"))",
            "proto = \"=smtp,smtps\"", "mail-from = \(Self.quoted(letter.sender.text))",
            "mail-rcpt = \(Self.quoted(letter.recipient.text))", "upload-file = \(Self.quoted(file.path))",
            "connect-timeout = \(min(seconds, 10))", "max-time = \(seconds)", "noproxy = \"*\"", "silent", "show-error",
        ]
        if let user = settings.user, let password = settings.password {
            lines += ["user = \(Self.quoted("\(user):\(password)"))", "ssl-reqd"]
        } else if settings.scheme == "smtp" {
            lines.append("ssl")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private func run(_ configuration: String, room: URL) async throws(MailFailure) {
        let errors = room.appending(path: "errors.txt")
        // --disable comes first and keeps curl from reading a configuration of its own.
        let child = ChildProcess(
            URL(filePath: "/usr/bin/env"), ["curl", "--disable", "--config", "-"],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": room.path, "LANG": "C.UTF-8"],
            directory: room, input: Array(configuration.utf8), errors: errors)
        let status: Int32
        do { status = try await child.run(seconds: Double(seconds + 5)) } catch {
            switch error {
            case .notStarted(let number):
                throw MailFailure(reason: "curl cannot be started (\(number))", isFinal: false)
            case .tookTooLong: throw MailFailure(reason: "no answer in \(seconds) seconds", isFinal: false)
            case .cancelled: throw MailFailure(reason: "stopped", isFinal: false)
            }
        }
        if status == 127 {
            throw MailFailure(reason: "curl is not installed; scripts/setup run installs it", isFinal: false)
        }
        guard status == 0 else { throw Self.failure(status: status, said: said(errors)) }
    }

    /// The first line of what curl said, cut and without control characters.
    private func said(_ file: URL) -> String {
        let bytes: Data
        do { bytes = try Data(contentsOf: file) } catch { return "" }
        let line = String(decoding: bytes.prefix(2_000), as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
        return String(
            line.filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }.prefix(300))
    }

    /// A refusal with a 5xx answer is for good; curl ends its line with the answer's code, `RCPT failed: 550`.
    static func failure(status: Int32, said: String) -> MailFailure {
        let code = said.split(separator: ":").last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        return MailFailure(
            reason: said.isEmpty ? "curl ended with status \(status)" : said,
            isFinal: code.map { (500...599).contains($0) } ?? false)
    }

    /// A temporary folder that stays behind harms nobody; the system clears it.
    private func removeQuietly(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch { return }
    }
}
