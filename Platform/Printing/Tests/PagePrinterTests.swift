import Foundation
import Glibc
import Kernel
import Printing
import Testing

@Suite(.timeLimit(.minutes(20))) struct PagePrinterTests {
    let page = PrintedPage(language: "en", title: "", style: "", body: "<p>words</p>")

    @Test("a missing browser is one problem that names the remedy")
    func missing() async throws {
        await #expect(throws: Problem(.unavailable, "printing.problem.no-browser")) {
            try await PagePrinter(browser: nil).pdf(page)
        }
        await #expect(throws: Problem(.unavailable, "printing.problem.no-browser")) {
            try await PagePrinter(browser: URL(filePath: "/nowhere/chromium")).pdf(page)
        }
        for language in ["zh-Hans", "en"] {
            let file = PrintingStrings.folder.appending(path: "\(language).yaml")
            let line = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                .first { $0.hasPrefix("printing.problem.no-browser:") }
            #expect(line?.contains("scripts/setup run") == true)
            #expect(line?.contains("HENG_CHROMIUM") == true)
        }
    }

    @Test("the browser is the one that is named, else the first on the PATH; a wrong name is not replaced")
    func finding() throws {
        try withFolder { folder in
            let program = try script("true", named: "chromium", in: folder)
            #expect(PagePrinter.browser(in: ["PATH": "/nowhere:\(folder.path)"])?.path == program.path)
            #expect(PagePrinter.browser(in: ["PATH": "/nowhere"]) == nil)
            let other = try script("true", named: "other", in: folder)
            #expect(
                PagePrinter.browser(in: ["PATH": folder.path, "HENG_CHROMIUM": other.path])?.path == other.path)
            #expect(PagePrinter.browser(in: ["PATH": folder.path, "HENG_CHROMIUM": "/nowhere/x"]) == nil)
        }
    }

    @Test("a browser that takes too long is ended with its children, and nothing stays behind")
    func slow() async throws {
        try await withFolder { folder in
            let program = try script(
                "sleep 300 & echo $! >\(folder.path)/child; echo $$ >\(folder.path)/parent; wait", named: "slow",
                in: folder)
            let room = folder.appending(path: "rooms")
            let printer = PagePrinter(browser: program, seconds: 2, folder: room)
            await #expect(throws: Problem(.unavailable, "printing.problem.slow", ["seconds": "2"])) {
                try await printer.pdf(page)
            }
            for name in ["child", "parent"] {
                let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                let identifier = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
                #expect(try isGone(identifier), "\(name) still runs")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: room.path).isEmpty)
        }
    }

    @Test("a browser that fails or writes something else is a problem with its status")
    func failing() async throws {
        try await withFolder { folder in
            let failing = PagePrinter(browser: try script("exit 7", named: "failing", in: folder))
            await #expect(throws: Problem(.failure, "printing.problem.failed", ["status": "7"])) {
                try await failing.pdf(page)
            }
            let writing = try script(
                "for a in \"$@\"; do case $a in --print-to-pdf=*) echo no >\"${a#*=}\";; esac; done",
                named: "writing", in: folder)
            await #expect(throws: Problem(.failure, "printing.problem.failed", ["status": "0"])) {
                try await PagePrinter(browser: writing).pdf(page)
            }
            await #expect(throws: Problem(.tooLarge, "printing.problem.too-large", ["megabytes": "0"])) {
                try await PagePrinter(browser: writing, outputLimit: 2).pdf(page)
            }
        }
    }

    @Test("the browser gets nothing of our environment")
    func environment() async throws {
        try await withFolder { folder in
            let program = try script("env >\(folder.path)/seen", named: "looking", in: folder)
            await #expect(throws: Problem.self) { try await PagePrinter(browser: program).pdf(page) }
            let names = try String(contentsOf: folder.appending(path: "seen"), encoding: .utf8)
                .split(separator: "\n").map { $0.prefix { $0 != "=" } }
            #expect(Set(names).subtracting(["PATH", "HOME", "TMPDIR", "LANG", "PWD", "SHLVL", "_", "OLDPWD"]).isEmpty)
        }
    }

    @Test("where too many wait, more are turned away")
    func busy() async throws {
        try await withFolder { folder in
            let program = try script("sleep 300", named: "slow", in: folder)
            let printer = PagePrinter(
                browser: program, seconds: 1, folder: folder, queue: PrintQueue(running: 1, waiting: 1))
            let keys = await withTaskGroup(of: String.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do throws(Problem) {
                            _ = try await printer.pdf(page)
                            return "printed"
                        } catch { return error.key }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(keys.filter { $0 == "printing.problem.busy" }.count == 2)
            #expect(keys.filter { $0 == "printing.problem.slow" }.count == 2)
        }
    }

    @Test("title and style cannot leave their places in the page")
    func escaping() {
        let html = PrintedPage(
            language: "en", title: "</title><script>", style: "a{} </style><script>", body: ""
        ).html
        #expect(!html.contains("<script>") || html.components(separatedBy: "<script>").count == 2)
        #expect(!html.contains("</title><"))
        #expect(html.components(separatedBy: "</style>").count == 2)
    }

    private func isGone(_ identifier: Int32) throws -> Bool {
        // A killed child may wait for its own parent to take note of it: a zombie runs no more.
        for _ in 0..<100 {
            if kill(identifier, 0) != 0 { return true }
            let stat = FileManager.default.contents(atPath: "/proc/\(identifier)/stat").map {
                String(decoding: $0, as: UTF8.self)
            }
            if stat?.contains(") Z ") ?? true { return true }
            usleep(20_000)
        }
        return false
    }

    private func script(_ body: String, named name: String, in folder: URL) throws -> URL {
        let file = folder.appending(path: name)
        try Data("#!/bin/sh\n\(body)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
        return file
    }

    private func withFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        let folder = try folder()
        defer { remove(folder) }
        return try await body(folder)
    }

    private func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = try folder()
        defer { remove(folder) }
        return try body(folder)
    }

    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "heng-printing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private func remove(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch { print(error) }
    }
}
