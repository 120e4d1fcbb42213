import Foundation
import Processes

/// A small mail server that keeps what it takes: real SMTP over a socket, in a process of its own.
///
/// Of the recipients, `refused@…` is answered with 550 and `later@…` with 451 as long as the file `busy` is there.
final class MailSink: Sendable {
    struct Taken: Decodable {
        let from: String
        let to: [String]
        let data: String
    }

    let port: Int
    private let task: Task<Void, Never>
    private let folder: URL

    init() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "heng-sink-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let child = ChildProcess(
            URL(filePath: "/usr/bin/env"), ["python3", "-c", Self.script, folder.path],
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"], directory: folder,
            errors: folder.appending(path: "errors"))
        // It serves until the test's sink is let go of, which cancels it.
        task = Task { do { _ = try await child.run(seconds: 600) } catch { return } }
        let file = folder.appending(path: "port").path
        var found: Int?
        for _ in 0..<1_000 where found == nil {
            found = FileManager.default.contents(atPath: file).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
            if found == nil { try await Task.sleep(for: .milliseconds(10)) }
        }
        self.folder = folder
        guard let found else {
            task.cancel()
            throw CocoaError(.fileReadNoSuchFile)
        }
        port = found
    }

    deinit {
        task.cancel()
        do { try FileManager.default.removeItem(at: folder) } catch { print(error) }
    }

    func setBusy(_ isBusy: Bool) throws {
        let file = folder.appending(path: "busy")
        if isBusy { try Data().write(to: file) } else { try FileManager.default.removeItem(at: file) }
    }

    /// What was taken, in order.
    func taken() throws -> [Taken] {
        let file = folder.appending(path: "taken")
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .map { try JSONDecoder().decode(Taken.self, from: Data($0.utf8)) }
    }

    private static let script = """
        import asyncio, json, os, sys
        folder = sys.argv[1]

        async def serve(reader, writer):
            async def say(text):
                writer.write((text + "\\r\\n").encode())
                await writer.drain()
            sender, recipients = "", []
            await say("220 sink ESMTP")
            while True:
                line = (await reader.readline()).decode("latin-1").rstrip("\\r\\n")
                word = line[:4].upper()
                if word == "EHLO":
                    await say("250-sink")
                    await say("250 8BITMIME")
                elif word == "MAIL":
                    sender, recipients = line, []
                    await say("250 ok")
                elif word == "RCPT":
                    if "refused@" in line:
                        await say("550 no such mailbox")
                    elif "later@" in line and os.path.exists(folder + "/busy"):
                        await say("451 try later")
                    else:
                        recipients.append(line)
                        await say("250 ok")
                elif word == "DATA":
                    await say("354 go on")
                    data = b""
                    while not data.endswith(b"\\r\\n.\\r\\n"):
                        data += await reader.readline()
                    with open(folder + "/taken", "a") as file:
                        file.write(json.dumps({"from": sender, "to": recipients,
                            "data": data[:-5].decode("latin-1")}) + "\\n")
                    await say("250 taken")
                elif word == "QUIT" or not line:
                    await say("221 bye")
                    writer.close()
                    return
                else:
                    await say("502 what")

        async def main():
            server = await asyncio.start_server(serve, "127.0.0.1", 0)
            with open(folder + "/port.part", "w") as file:
                file.write(str(server.sockets[0].getsockname()[1]))
            os.rename(folder + "/port.part", folder + "/port")
            async with server:
                await server.serve_forever()

        asyncio.run(main())
        """
}
